package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** Beans as an application has them. */
final class Beans {
    private Beans() {}

    /** Asks the default provider. */
    @Dependent
    static class Asker {
        @Inject
        BaseProvider llm;
    }

    /** The same, of another scope. */
    @ApplicationScoped
    static class SharedAsker {
        @Inject
        BaseProvider llm;

        String ask(String question) {
            return llm.generate(question);
        }
    }

    /** Asks the instances sales and support. */
    @Dependent
    static class TwoAskers {
        @Inject
        @NamedProvider("sales")
        BaseProvider sales;

        @Inject
        @NamedProvider("support")
        BaseProvider support;
    }

    /** Asks the instance sales only. */
    @Dependent
    static class SalesAsker {
        @Inject
        @NamedProvider("sales")
        BaseProvider llm;
    }

    /** Asks GigaChat by the name of its default instance. */
    @Dependent
    static class GigaChatAsker {
        @Inject
        @NamedProvider("gigachat")
        BaseProvider llm;
    }

    /** May ask some day. */
    @Dependent
    static class LazyAsker {
        @Inject
        Instance<BaseProvider> llm;
    }

    /** Asks nobody. */
    @Dependent
    static class Bystander {}
}
