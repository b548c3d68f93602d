/** The LLM Beans contract. */
module io.github.llmbeans {
    requires static org.jspecify;
    requires static jakarta.ejb;
    requires static jakarta.inject;
}
