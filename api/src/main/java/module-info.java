/**
 * The LLM Beans contract: one small interface through which an enterprise bean calls a language model.
 *
 * <p>Start at {@link io.github.llmbeans.BaseProvider}. The module needs the JDK only; the annotations it carries for
 * application servers and null checkers need not be present at run time.
 */
module io.github.llmbeans {
    requires static org.jspecify;
    requires static jakarta.ejb;
    requires static jakarta.inject;

    exports io.github.llmbeans;
}
