package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.List;

/** Health checks beside calls: they cost next to nothing, wait for nobody and stand in nobody's way. */
final class HealthApartChecks {
    private static final int PROBES = 20;
    private static final int ATTEMPTS = 4;
    private static final Duration LONG = Duration.ofMinutes(10);

    private HealthApartChecks() {}

    @Proves(
            value = "HLT-CHEAP-TOGETHER",
            needs = {Need.HTTP, Need.TOKENS})
    static void manyHealthChecksAtATimeCostOneToken(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        List<Call<Boolean>> checks = Crowd.start(stage, PROBES, i -> provider::healthCheck);
        stage.awaitArrivals(gate, 1);
        stage.time().quiet();
        gate.open();
        Crowd.end(checks);
        Rejections.expectAtMost(
                "token requests for " + PROBES + " health checks at a time",
                1,
                stage.requests(Endpoint.TOKEN).size());
    }

    @Proves(
            value = "HLT-NO-PLACE",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void aHealthCheckDoesNotWaitForAPlaceAndTakesNone(Stage stage) {
        Places places = Places.taken(stage, 1);
        Call<?> waiting = places.waiting(Kind.BLOCKING, "Who is next?");
        for (int i = 0; i < ATTEMPTS; i++) {
            stage.time()
                    .await(
                            "healthCheck() to be true while all places are taken and the queue is full",
                            places.provider()::healthCheck);
        }
        places.nothingElseSent();
        places.goOn();
        waiting.answer();
    }

    @Proves(
            value = "HLT-CIRCUIT-APART",
            needs = {Need.OUTAGE, Need.SCRIPT, Need.CIRCUIT_BREAKER})
    static void aHealthCheckAsksAlsoWhenCallsAreNotLetThrough(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        BaseProvider provider = withCircuit(stage);
        for (int i = 0; i <= ATTEMPTS; i++) {
            Expect.failure(ProviderUnavailableException.class, () -> provider.chat(ChatRequest.of("Anybody?")));
        }
        stage.everywhere(new Situation.Answers(stage.usual()));
        stage.time().await("healthCheck() to be true while the circuit is open", provider::healthCheck);
    }

    @Proves(
            value = "HLT-CIRCUIT-APART",
            needs = {Need.OUTAGE, Need.SCRIPT, Need.CIRCUIT_BREAKER})
    static void healthChecksThatFailDoNotKeepCallsOut(Stage stage) {
        stage.everywhere(Situation.refuses(503));
        BaseProvider provider = withCircuit(stage);
        for (int i = 0; i < 2 * ATTEMPTS; i++) {
            Expect.equal("healthCheck()", false, provider.healthCheck());
        }
        stage.everywhere(new Situation.Answers(stage.usual()));
        stage.time().await("a call to be answered", () -> answered(provider));
    }

    /** A token request that a check has begun before may still fail; that the call is kept out may not be. */
    private static boolean answered(BaseProvider provider) {
        Ended<?> ended = Ended.of(() -> provider.chat(ChatRequest.of("Anybody?")));
        boolean tried = !(ended.thrown() instanceof ProviderException failure) || failure.attempts() > 0;
        Expect.that("a call to be let through", tried, ended.thrown());
        return ended.thrown() == null;
    }

    private static BaseProvider withCircuit(Stage stage) {
        return stage.provider(stage.subject()
                .withCircuitBreaker(stage.config().build(), ATTEMPTS, LONG)
                .orElseThrow());
    }
}
