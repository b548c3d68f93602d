package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.annotation.Priority;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A decorator of the application stands around every provider from configuration. */
class DecoratorTest {
    private GigaChatSimulator simulator;

    @BeforeEach
    void startSimulator() {
        simulator = GigaChatSimulator.start();
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void aCacheStandsAroundTheDefaultProvider() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Caching.class)) {
            isCached(application.bean(Beans.Asker.class).llm);
        }
    }

    @Test
    void aCacheStandsAroundANamedInstance() {
        Keys keys = new Keys().with("gigachat.instances", "sales").instance("sales", simulator);
        try (Application application = Application.start(keys.map(), Beans.SalesAsker.class, Caching.class)) {
            isCached(application.bean(Beans.SalesAsker.class).llm);
        }
    }

    @Test
    void aCacheStandsAroundTheRouter() {
        Keys keys = Keys.of(simulator).with("llmbeans.router.members", "gigachat");
        try (Application application = Application.start(keys.map(), Beans.Asker.class, DefaultCaching.class)) {
            isCached(application.bean(Beans.Asker.class).llm);
        }
    }

    @Test
    void aDecoratorOfTheDefaultProviderLeavesTheOthersAlone() {
        Keys keys = Keys.of(simulator).with("gigachat.instances", "sales").instance("sales", simulator);
        try (Application application =
                Application.start(keys.map(), Beans.Asker.class, Beans.SalesAsker.class, DefaultCaching.class)) {
            isCached(application.bean(Beans.Asker.class).llm);
            simulator.clearRequests();
            application.bean(Beans.SalesAsker.class).llm.generate("Hello");
            application.bean(Beans.SalesAsker.class).llm.generate("Hello");
            assertThat(simulator.completionRequests()).hasSize(2);
        }
    }

    @Test
    void aDecoratorOfOneInstanceIsChosenByItsName() {
        Keys keys = Keys.of(simulator).with("gigachat.instances", "sales").instance("sales", simulator);
        try (Application application =
                Application.start(keys.map(), Beans.Asker.class, Beans.SalesAsker.class, SalesCaching.class)) {
            isCached(application.bean(Beans.SalesAsker.class).llm);
            simulator.clearRequests();
            application.bean(Beans.Asker.class).llm.generate("Hello");
            application.bean(Beans.Asker.class).llm.generate("Hello");
            assertThat(simulator.completionRequests()).hasSize(2);
        }
    }

    @Test
    void aDecoratorOfAsynchronousCallsDecoratesTheirShortForm() throws Exception {
        try (Application application =
                Application.start(Keys.of(simulator).map(), Beans.Asker.class, CachingAsync.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            String first = llm.generateAsync("Hello", GenerationParams.defaults())
                    .toCompletableFuture()
                    .get();
            assertThat(llm.generateAsync("Hello", GenerationParams.defaults())
                            .toCompletableFuture()
                            .get())
                    .isEqualTo(first);
            assertThat(simulator.completionRequests()).hasSize(1);
        }
    }

    @Test
    void aShortFormThatADecoratorHasItselfIsDecoratedOnce() {
        try (Application application = Application.start(Keys.of(simulator).map(), Beans.Asker.class, Shouting.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            assertThat(llm.generate("Hello", GenerationParams.defaults()))
                    .contains("Hello!")
                    .doesNotContain("!!");
            assertThat(llm.generate("Hello")).contains("Hello!").doesNotContain("!!");
            assertThat(llm.chat(ChatRequest.of("Hello")).text()).contains("Hello?");
        }
    }

    @Test
    void twoDecoratorsStandInTheOrderOfTheirPriorities() {
        try (Application application = Application.start(
                Keys.of(simulator).map(), Beans.Asker.class, Caching.class, OwnProviderTest.Polite.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            assertThat(llm.generate("Hello")).contains("Hello, please");
            assertThat(llm.generate("Hello")).contains("Hello, please");
            assertThat(simulator.completionRequests()).hasSize(1);
        }
    }

    @Test
    void aContainerThatPutsNoneAroundAProviderIsToldOfInTheLog() {
        Decorator<?> caching = (Decorator<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Decorator.class},
                (proxy, method, args) -> method.getName().equals("getBeanClass") ? Caching.class : null);
        try (LogLines log = new LogLines()) {
            ProviderBean.warnUnlessAround(new ConfiguredProvider(), List.of(caching), "sales");
            ProviderBean.warnUnlessAround(new ConfiguredProvider(), List.of(), "support");

            assertThat(log.of(Level.WARNING))
                    .containsExactly("This container puts no decorators around provider 'sales', so nobody asks "
                            + Caching.class.getName());
        }
    }

    @Test
    void aContainerThatPutsThemAroundIsNot() {
        try (LogLines log = new LogLines();
                Application application =
                        Application.start(Keys.of(simulator).map(), Beans.Asker.class, Caching.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(log.of(Level.WARNING)).noneMatch(line -> line.contains("decorators"));
        }
    }

    private void isCached(BaseProvider llm) {
        simulator.clearRequests();
        ChatResponse first = llm.chat(ChatRequest.of("Hello"));
        assertThat(llm.chat(ChatRequest.of("Hello"))).isEqualTo(first);
        assertThat(llm.generate("Hello")).isEqualTo(first.text());
        assertThat(llm.generate("Hello", GenerationParams.defaults())).isEqualTo(first.text());
        assertThat(simulator.completionRequests()).hasSize(1);
    }

    /** What answers are remembered in; not the decorator's own business. */
    private static ChatResponse remembered(
            Map<ChatRequest, ChatResponse> answers, ChatRequest request, BaseProvider next) {
        return answers.computeIfAbsent(request, next::chat);
    }

    /** Remembers the answers of every provider. */
    @jakarta.decorator.Decorator
    @Priority(2)
    @Dependent
    abstract static class Caching implements BaseProvider {
        private final Map<ChatRequest, ChatResponse> answers = new ConcurrentHashMap<>();

        @Inject
        @Delegate
        @Any
        BaseProvider next;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return remembered(answers, request, next);
        }
    }

    /** Remembers the answers of the default provider, whoever that is. */
    @jakarta.decorator.Decorator
    @Priority(2)
    @Dependent
    abstract static class DefaultCaching implements BaseProvider {
        private final Map<ChatRequest, ChatResponse> answers = new ConcurrentHashMap<>();

        @Inject
        @Delegate
        @Default
        BaseProvider next;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return remembered(answers, request, next);
        }
    }

    /** Remembers the answers of one instance. */
    @jakarta.decorator.Decorator
    @Priority(2)
    @Dependent
    abstract static class SalesCaching implements BaseProvider {
        private final Map<ChatRequest, ChatResponse> answers = new ConcurrentHashMap<>();

        @Inject
        @Delegate
        @NamedProvider("sales")
        BaseProvider next;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return remembered(answers, request, next);
        }
    }

    /** Remembers answers that come later. */
    @jakarta.decorator.Decorator
    @Priority(2)
    @Dependent
    abstract static class CachingAsync implements BaseProvider {
        private final Map<ChatRequest, CompletionStage<ChatResponse>> answers = new ConcurrentHashMap<>();

        @Inject
        @Delegate
        @Any
        BaseProvider next;

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return answers.computeIfAbsent(request, next::chatAsync);
        }
    }

    /** Has a short form of its own. */
    @jakarta.decorator.Decorator
    @Priority(2)
    @Dependent
    abstract static class Shouting implements BaseProvider {
        @Inject
        @Delegate
        @Any
        BaseProvider next;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return next.chat(ChatRequest.of(request.messages().get(0).content() + "?"));
        }

        @Override
        public String generate(String prompt, GenerationParams params) {
            return next.generate(prompt + "!", params);
        }
    }
}
