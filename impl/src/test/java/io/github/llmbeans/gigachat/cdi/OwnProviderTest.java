package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

/** An application's own provider goes first, and its decorators stay decorators. */
class OwnProviderTest {
    @Test
    void anOwnBeanIsTheDefaultProviderAndNoKeyIsNeeded() {
        try (Application application = Application.start(Map.of(), Beans.Asker.class, Maker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .isEqualTo("Mock response to: Hello");
        }
    }

    @Test
    void theLogTellsThatTheDefaultIsTheApplicationsOwn() {
        try (LogLines log = new LogLines();
                Application application = Application.start(Map.of(), Maker.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(log.of(Level.INFO))
                    .containsExactly("The application's own BaseProvider bean is the default provider");
        }
    }

    @Test
    void besideAnOwnDefaultGigaChatIsStillThereByItsName() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                Application application = Application.start(
                        Keys.of(simulator).map(), Beans.Asker.class, Beans.GigaChatAsker.class, Maker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.info().name()).isEqualTo("mock");
            assertThat(application.bean(Beans.GigaChatAsker.class).llm.info().name())
                    .isEqualTo("gigachat");
        }
    }

    @Test
    void besideAnOwnDefaultAWantedGigaChatIsCheckedAtDeployment() {
        Throwable thrown = catchThrowable(() -> Application.start(Map.of(), Beans.GigaChatAsker.class, Maker.class)
                .close());

        assertThat(thrown)
                .isNotNull()
                .hasStackTraceContaining("gigachat.credentials (GIGACHAT_CREDENTIALS) is not set");
    }

    @Test
    void anOwnBeanUnderANameIsNoDefault() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                Application application =
                        Application.start(Keys.of(simulator).map(), Beans.Asker.class, NamedMaker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.info().name()).isEqualTo("gigachat");
        }
    }

    @Test
    void aDecoratorInTheApplicationIsNoProviderAndTakesNoPlaceOfOne() {
        try (GigaChatSimulator simulator = GigaChatSimulator.start();
                Application application =
                        Application.start(Keys.of(simulator).map(), Beans.Asker.class, Polite.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
    }

    @Test
    void aDecoratorAloneAsksForNoKey() {
        try (Application application = Application.start(Map.of(), Beans.Bystander.class, Polite.class)) {
            assertThat(application.bean(Beans.Bystander.class)).isNotNull();
        }
    }

    /** Makes the application's own default. */
    @Dependent
    static class Maker {
        @Produces
        @ApplicationScoped
        BaseProvider own() {
            return new MockProvider(
                    ProviderConfig.builder("mock").model("mock-normal").build());
        }
    }

    /** Makes one that has to be asked for by name. */
    @Dependent
    static class NamedMaker {
        @Produces
        @ApplicationScoped
        @NamedProvider("mock")
        BaseProvider own() {
            return new MockProvider(
                    ProviderConfig.builder("mock").model("mock-normal").build());
        }
    }

    /** Says please. */
    @Decorator
    @Priority(1)
    @Dependent
    abstract static class Polite implements BaseProvider {
        @Inject
        @Delegate
        @Any
        BaseProvider polite;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return polite.chat(ChatRequest.of(request.messages().get(0).content() + ", please"));
        }
    }
}
