package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.MockProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingCall;
import io.github.llmbeans.RoutingMember;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router from configuration is the default provider, of configured providers and of the application's own. */
class RouterBeanTest {
    private GigaChatSimulator first;
    private GigaChatSimulator second;

    @BeforeEach
    void startSimulators() {
        first = GigaChatSimulator.start();
        second = GigaChatSimulator.start();
    }

    @AfterEach
    void stopSimulators() {
        first.close();
        second.close();
    }

    @Test
    void theDefaultProviderIsTheRouterAndFallsOver() {
        first.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        try (Application application = Application.start(keys().map(), Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;

            assertThat(llm.generate("Hello")).contains("Hello");
            assertThat(llm.info().name()).isEqualTo("router");
            assertThat(first.completionRequests()).hasSize(1);
            assertThat(second.completionRequests()).hasSize(1);
        }
    }

    @Test
    void membersStayInjectableByTheirNames() {
        try (Application application =
                Application.start(keys().map(), Beans.GigaChatAsker.class, Beans.SalesAsker.class)) {
            application.bean(Beans.GigaChatAsker.class).llm.generate("First");
            application.bean(Beans.SalesAsker.class).llm.generate("Second");

            assertThat(first.completionRequests()).hasSize(1);
            assertThat(second.completionRequests()).hasSize(1);
        }
    }

    @Test
    void theRouterHasTheNameThatIsSetAndIsInjectableByIt() {
        try (Application application = Application.start(
                keys().with("llmbeans.router.name", "all").map(), AllAsker.class, Beans.Asker.class)) {
            assertThat(application.bean(AllAsker.class).llm.info().name()).isEqualTo("all");
            assertThat(application.bean(Beans.Asker.class).llm.info().name()).isEqualTo("all");
        }
    }

    @Test
    void theStrategyOfTheConfigurationIsKept() {
        try (Application application = Application.start(
                keys().with("llmbeans.router.strategy", "round-robin").map(), Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            for (int i = 0; i < 4; i++) {
                llm.generate("Hello");
            }

            assertThat(first.completionRequests()).hasSize(2);
            assertThat(second.completionRequests()).hasSize(2);
        }
    }

    @Test
    void aStrategyOfTheApplicationIsKept() {
        try (Application application = Application.start(keys().map(), Beans.Asker.class, LastFirst.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(first.completionRequests()).isEmpty();
            assertThat(second.completionRequests()).hasSize(1);
        }
    }

    @Test
    void anInvalidRequestGoesToTheNextMemberUnlessThatIsSwitchedOff() {
        first.always(Endpoint.COMPLETIONS, WireErrors.noSuchModel());
        Keys keys = keys();
        try (Application application = Application.start(keys.map(), Beans.Asker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .contains("Hello");
        }
        try (Application application = Application.start(
                keys.with("llmbeans.router.fall-over-on-invalid-request", "false")
                        .map(),
                Beans.Asker.class)) {
            BaseProvider llm = application.bean(Beans.Asker.class).llm;
            assertThatThrownBy(() -> llm.generate("Hello")).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void aBeanOfTheApplicationJoinsByItsName() {
        first.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        Keys keys = Keys.of(first).with("gigachat.max-retries", "0").with("llmbeans.router.members", "gigachat, local");
        try (Application application = Application.start(keys.map(), Beans.Asker.class, LocalModel.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.generate("Hello"))
                    .isEqualTo("Mock response to: Hello");
        }
    }

    @Test
    void theApplicationsOwnDefaultStaysTheDefaultAndTheRouterHasItsName() {
        try (Application application = Application.start(
                keys().with("llmbeans.router.name", "all").map(),
                Beans.Asker.class,
                AllAsker.class,
                OwnProviderTest.Maker.class)) {
            assertThat(application.bean(Beans.Asker.class).llm.info().name()).isEqualTo("mock");
            assertThat(application.bean(AllAsker.class).llm.generate("Hello")).contains("Hello");
        }
    }

    @Test
    void theRouterItselfIsInjectableForItsFigures() {
        first.always(Endpoint.COMPLETIONS, WireErrors.gatewayHtml503());
        try (Application application = Application.start(keys().map(), Beans.Asker.class, Operator.class)) {
            Router router = application.bean(Operator.class).router;
            assertThat(router.metrics()).containsOnlyKeys("gigachat", "sales");

            application.bean(Beans.Asker.class).llm.generate("Hello");

            assertThat(router.metrics().get("sales").calls().answered()).isOne();
            assertThat(router.metrics().get("gigachat").calls().answered()).isZero();
            assertThat(application.bean(Router.class)).isSameAs(router);
        }
    }

    @Test
    void aRouterOfTheApplicationStaysTheOneWithoutAName() {
        try (Application application =
                Application.start(keys().with("llmbeans.router.name", "all").map(), Operator.class, OwnRouter.class)) {
            assertThat(application.bean(Operator.class).router.info().name()).isEqualTo("own");
            assertThat(application
                            .container()
                            .select(Router.class, new NamedProviderLiteral("all"))
                            .get()
                            .metrics())
                    .containsOnlyKeys("gigachat", "sales");
        }
    }

    @Test
    void nothingIsSentAtDeployment() {
        try (Application application = Application.start(keys().map(), Beans.Asker.class)) {
            assertThat(application.container().isRunning()).isTrue();
            assertThat(first.requests()).isEmpty();
            assertThat(second.requests()).isEmpty();
        }
    }

    @Test
    void theEndOfTheRouterLeavesItsMembersToTheContainerAndBringsNoneBack() {
        Keys keys = Keys.of(first).with("llmbeans.router.members", "local,gigachat");
        BaseProvider router;
        LocalModel.made.clear();
        try (Application application = Application.start(keys.map(), Beans.Asker.class, LocalModel.class)) {
            router = application.bean(Beans.Asker.class).llm;
            router.generate("Hello");
            application.bean(Router.class).close();
            assertThat(LocalModel.made)
                    .hasSize(1)
                    .allSatisfy(local ->
                            assertThat(local.healthCheck()).as("it is closed").isTrue());
        }

        assertThat(LocalModel.made).as("made once in all").hasSize(1);
    }

    @Test
    void nobodyMakesAProviderAnyMoreWhenTheApplicationEnds() {
        Keys keys = keys();
        List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
        LateAsker.told = told;
        try (Application application = Application.start(keys.map(), LateAsker.class)) {
            application.bean(LateAsker.class).wake();
        }

        assertThat(told)
                .singleElement()
                .satisfies(e -> assertThat(e).hasStackTraceContaining("is closed: the application has ended"));
        assertThat(first.requests()).isEmpty();
    }

    private Keys keys() {
        return Keys.of(first)
                .with("gigachat.max-retries", "0")
                .with("gigachat.instances", "sales")
                .instance("sales", second)
                .with("llmbeans.router.members", "gigachat,sales");
    }

    /** Asks the router by its name. */
    @Dependent
    static class AllAsker {
        @Inject
        @NamedProvider("all")
        BaseProvider llm;
    }

    /** Looks at the router itself. */
    @Dependent
    static class Operator {
        @Inject
        Router router;
    }

    /** A router that the application makes itself. */
    @Dependent
    static class OwnRouter {
        @Produces
        @Singleton
        Router own() {
            return new Router("own");
        }
    }

    /** A member that the application brings. */
    @Dependent
    static class LocalModel {
        static final List<MockProvider> made = Collections.synchronizedList(new ArrayList<>());

        @Produces
        @ApplicationScoped
        @NamedProvider("local")
        BaseProvider make() {
            MockProvider local = new MockProvider(
                    ProviderConfig.builder("local").model("mock-normal").build());
            made.add(local);
            return local;
        }
    }

    /** Asks the last member first. */
    @ApplicationScoped
    static class LastFirst implements RoutingStrategy {
        @Override
        public List<RoutingMember> order(RoutingCall call) {
            List<RoutingMember> order = new ArrayList<>(call.members());
            Collections.reverse(order);
            return order;
        }
    }

    /** Asks for the first time when it is taken away. */
    @ApplicationScoped
    static class LateAsker {
        static List<Throwable> told = List.of();

        @Inject
        BaseProvider llm;

        void wake() {}

        @jakarta.annotation.PreDestroy
        void ask() {
            try {
                llm.chat(ChatRequest.of("Hello"));
            } catch (RuntimeException e) {
                told.add(e);
            }
        }
    }
}
