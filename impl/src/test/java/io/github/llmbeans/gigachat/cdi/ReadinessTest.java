package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.gigachat.simulator.WireErrors;
import io.github.llmbeans.tck.server.Gate;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The container's health tells which providers would answer, at the price of a token request now and then. */
class ReadinessTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private GigaChatSimulator first;
    private GigaChatSimulator second;

    @BeforeAll
    static void haveResponses() {
        HealthCheckResponse.setResponseProvider(new HealthResponses());
    }

    @AfterAll
    static void haveNoResponses() {
        HealthCheckResponse.setResponseProvider(null);
    }

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
    void anInjectedProviderIsReadyAndTellsWhoItIs() {
        try (Application application = Application.start(Keys.of(first).map(), Beans.Asker.class)) {
            HealthCheckResponse response = check(application, "provider gigachat");

            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData())
                    .hasValueSatisfying(data -> assertThat(data)
                            .containsEntry("provider", "gigachat")
                            .containsEntry("model", "GigaChat-2-Pro")
                            .containsEntry("status", "UP")
                            .containsOnlyKeys("provider", "model", "status", "secondsSinceProof"));
        }
    }

    @Test
    void howeverOftenHealthIsAskedThereIsOneTokenRequestAndNoOther() {
        first.always(Endpoint.OAUTH, WireErrors.unauthorized());
        try (Application application = Application.start(Keys.of(first).map(), Beans.Asker.class)) {
            for (int i = 0; i < 20; i++) {
                assertThat(check(application, "provider gigachat").getStatus()).isEqualTo(Status.DOWN);
            }
            assertThat(first.requests()).hasSize(1);
        }
    }

    @Test
    void manyWhoAskAtOnceCauseOneTokenRequest() throws Exception {
        Gate gate = first.hold(Endpoint.OAUTH);
        try (Application application = Application.start(Keys.of(first).map(), Beans.Asker.class)) {
            HealthCheck check = checks(application).get("provider gigachat");
            List<CompletableFuture<Status>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                CompletableFuture<Status> answer = new CompletableFuture<>();
                answers.add(answer);
                new Thread(() -> answer.complete(check.call().getStatus())).start();
            }
            gate.awaitArrivals(1, LIMIT);
            gate.open();
            for (CompletableFuture<Status> answer : answers) {
                assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Status.UP);
            }
            assertThat(first.requests()).hasSize(1);
        }
    }

    @Test
    void anAnsweredCallIsProofEnough() {
        try (Application application = Application.start(
                Keys.of(first).with("gigachat.health-check", "models").map(), Beans.Asker.class)) {
            application.bean(Beans.Asker.class).llm.generate("Hello");
            first.clearRequests();

            assertThat(check(application, "provider gigachat").getStatus()).isEqualTo(Status.UP);
            assertThat(first.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsDownAfterTheTimeOfTheHealthCheck() {
        Gate gate = first.hold(Endpoint.OAUTH);
        try (Application application = Application.start(
                Keys.of(first).with("gigachat.health-check-timeout", "0.05").map(), Beans.Asker.class)) {
            assertThat(check(application, "provider gigachat").getStatus()).isEqualTo(Status.DOWN);
            gate.open();
        }
    }

    @Test
    void theRouterIsReadyWhileOneMemberIs() {
        first.always(Endpoint.OAUTH, WireErrors.unauthorized());
        try (Application application = Application.start(
                routed().map(), Beans.Asker.class, Beans.GigaChatAsker.class, Beans.SalesAsker.class)) {
            HealthCheckResponse response = check(application, "provider router");

            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData())
                    .hasValueSatisfying(data -> assertThat(data)
                            .containsEntry("member gigachat", "DOWN")
                            .containsEntry("member sales", "UP")
                            .containsEntry("status", "UP")
                            .containsKey("secondsSinceProof"));
            assertThat(check(application, "provider gigachat").getStatus()).isEqualTo(Status.DOWN);
            assertThat(check(application, "provider sales").getStatus()).isEqualTo(Status.UP);
            assertThat(first.requests()).as("router and member share the check").hasSize(1);
            assertThat(second.requests()).hasSize(1);
        }
    }

    @Test
    void aMemberThatIsInjectedNowhereDoesNotMakeTheApplicationUnready() {
        try (Application application = Application.start(routed().map(), Beans.Asker.class, Beans.SalesAsker.class)) {
            assertThat(checks(application)).containsOnlyKeys("provider router", "provider sales");
        }
    }

    @Test
    void theRouterIsDownWhenAllItsMembersAre() {
        first.always(Endpoint.OAUTH, WireErrors.unauthorized());
        second.always(Endpoint.OAUTH, WireErrors.unauthorized());
        try (Application application = Application.start(routed().map(), Beans.Asker.class)) {
            HealthCheckResponse response = check(application, "provider router");

            assertThat(response.getStatus()).isEqualTo(Status.DOWN);
            assertThat(response.getData())
                    .hasValueSatisfying(data -> assertThat(data)
                            .containsEntry("member gigachat", "DOWN")
                            .containsEntry("member sales", "DOWN")
                            .doesNotContainKey("secondsSinceProof"));
        }
    }

    @Test
    void membersAreCheckedSideBySide() throws Exception {
        Gate one = first.hold(Endpoint.OAUTH);
        Gate two = second.hold(Endpoint.OAUTH);
        // Who waited for the first one before the second would wait for longer than this test.
        Keys keys = routed().with("gigachat.health-check-timeout", "300");
        try (Application application = Application.start(keys.map(), Beans.Asker.class)) {
            HealthCheck check = checks(application).get("provider router");
            CompletableFuture<Status> answer = new CompletableFuture<>();
            new Thread(() -> answer.complete(check.call().getStatus())).start();
            one.awaitArrivals(1, LIMIT);
            two.awaitArrivals(1, LIMIT);
            one.open();
            two.open();
            assertThat(answer.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(Status.UP);
        }
    }

    @Test
    void aMemberThatTheApplicationBringsCountsForTheRouter() {
        first.always(Endpoint.OAUTH, WireErrors.unauthorized());
        Keys keys = Keys.of(first).with("llmbeans.router.members", "gigachat,local");
        try (Application application =
                Application.start(keys.map(), Beans.Asker.class, RouterBeanTest.LocalModel.class)) {
            HealthCheckResponse response = check(application, "provider router");

            assertThat(response.getStatus()).isEqualTo(Status.UP);
            assertThat(response.getData().orElseThrow()).containsEntry("member local", "UP");
        }
    }

    @Test
    void theHealthCheckOfTheRouterItselfSharesThatOfTheReadiness() {
        // A check that sends a request each time that it is made.
        Keys keys = routed().with("gigachat.health-check", "models");
        try (Application application = Application.start(keys.map(), Beans.Asker.class)) {
            assertThat(check(application, "provider router").getStatus()).isEqualTo(Status.UP);
            first.clearRequests();

            assertThat(application.bean(Beans.Asker.class).llm.healthCheck()).isTrue();
            assertThat(first.requests()).isEmpty();
        }
    }

    @Test
    void aProviderThatNobodyWantsIsNotChecked() {
        try (Application application = Application.start(Keys.of(first).map(), Beans.Bystander.class)) {
            assertThat(checks(application)).isEmpty();
        }
    }

    @Test
    void aListedInstanceIsCheckedWhoeverAsks() {
        Keys keys = new Keys().with("gigachat.instances", "sales").instance("sales", first);
        try (Application application = Application.start(keys.map(), Beans.Bystander.class)) {
            assertThat(checks(application)).containsOnlyKeys("provider sales");
        }
    }

    @Test
    void theChecksCanBeSwitchedOff() {
        try (Application application = Application.start(
                Keys.of(first).with("llmbeans.health.enabled", "false").map(), Beans.Asker.class)) {
            assertThat(beans(application)).isEmpty();
        }
    }

    @Test
    void noSecretIsTold() {
        try (Application application = Application.start(routed().map(), Beans.Asker.class)) {
            for (HealthCheck check : beans(application)) {
                assertThat(check.call().getData().orElseThrow().toString())
                        .doesNotContain(first.credentials(), second.credentials());
            }
        }
    }

    @Test
    void noThreadOfACheckStaysWhenTheApplicationEnds() {
        Gate gate = first.hold(Endpoint.OAUTH);
        Thread checking;
        try (Application application = Application.start(
                Keys.of(first).with("gigachat.health-check-timeout", "300").map(), Beans.Asker.class)) {
            HealthCheck check = checks(application).get("provider gigachat");
            checking = new Thread(check::call);
            checking.start();
            gate.awaitArrivals(1, LIMIT);
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("llmbeans-gigachat-health")) {
                join(thread);
            }
        }
        join(checking);
        gate.open();
    }

    private static void join(Thread thread) {
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(thread.isAlive()).isFalse();
    }

    private Keys routed() {
        return Keys.of(first)
                .with("gigachat.max-retries", "0")
                .with("gigachat.instances", "sales")
                .instance("sales", second)
                .with("llmbeans.router.members", "gigachat,sales");
    }

    private static HealthCheckResponse check(Application application, String name) {
        HealthCheck check = checks(application).get(name);
        assertThat(check).as(name).isNotNull();
        return check.call();
    }

    private static Instance<HealthCheck> beans(Application application) {
        return application.container().select(HealthCheck.class, Readiness.Literal.INSTANCE);
    }

    /** The checks by the names that they tell. */
    private static Map<String, HealthCheck> checks(Application application) {
        Map<String, HealthCheck> checks = new TreeMap<>();
        for (HealthCheck check : beans(application)) {
            checks.put(check.toString(), check);
        }
        return checks;
    }
}
