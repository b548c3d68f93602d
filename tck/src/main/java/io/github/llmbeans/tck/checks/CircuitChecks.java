package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;

/** A server that fails is not asked for a while. */
final class CircuitChecks {
    private static final int ATTEMPTS = 4;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ChatRequest QUESTION = ChatRequest.of("Is it open?");

    private CircuitChecks() {}

    @Proves(
            value = "RTY-CIRCUIT",
            needs = {Need.OUTAGE, Need.RECORDING, Need.CIRCUIT_BREAKER})
    static void callsFailAtOnceWhenEnoughHaveFailed(Stage stage) {
        stage.model().always(Situation.refuses(503));
        BaseProvider provider = broken(stage, LONG);
        for (Kind kind : Kind.values()) {
            refused(kind.ask(stage, provider, QUESTION).ended(), LONG);
        }
        Expect.equal("the number of requests", ATTEMPTS, stage.asked().size());
    }

    @Proves(
            value = "RTY-CIRCUIT",
            needs = {Need.HTTP, Need.OUTAGE, Need.CIRCUIT_BREAKER})
    static void oneIsLetThroughAfterTheDelayAndThenAll(Stage stage) {
        Gate gate = stage.gate();
        Situation down = Situation.refuses(503);
        stage.model()
                .next(down, down, down, down)
                .afterwards(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        long start = System.nanoTime();
        BaseProvider provider = broken(stage, SHORT);
        Call<?> trial = trial(stage, provider, gate);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        Expect.that("nothing to be sent for " + SHORT, waited.compareTo(SHORT.minusMillis(2)) >= 0, waited);
        refused(Kind.BLOCKING.ask(stage, provider, QUESTION).ended(), Duration.ofDays(1));
        Expect.equal("the number of requests that are let through", 1, gate.arrivals());
        gate.open();
        trial.answer();
        for (Kind kind : Kind.values()) {
            kind.ask(stage, provider, QUESTION).answer();
        }
    }

    /** A provider whose last attempts have all failed. */
    private static BaseProvider broken(Stage stage, Duration delay) {
        BaseProvider provider = stage.provider(stage.subject()
                .withCircuitBreaker(stage.config().build(), ATTEMPTS, delay)
                .orElseThrow());
        for (int i = 0; i < ATTEMPTS; i++) {
            Expect.equal(
                    "the attempts of call " + (i + 1) + " of a server that is down",
                    1,
                    Expect.failure(ProviderUnavailableException.class, () -> provider.chat(QUESTION))
                            .attempts());
        }
        return provider;
    }

    /** Whoever is let through to the server; who comes before is refused. */
    private static Call<?> trial(Stage stage, BaseProvider provider, Gate gate) {
        long end = System.nanoTime() + stage.time().limit().toNanos();
        while (System.nanoTime() - end < 0) {
            Call<?> call = Kind.BLOCKING.ask(stage, provider, QUESTION);
            stage.time().becomes(stage.time().limit(), () -> call.done() || gate.arrivals() > 0);
            if (gate.arrivals() > 0) {
                return call;
            }
            refused(call.ended(), SHORT);
        }
        Expect.that(
                "a request after " + SHORT, false, "none within " + stage.time().limit());
        throw new IllegalStateException("unreachable");
    }

    private static void refused(Ended<?> ended, Duration most) {
        ProviderUnavailableException refusal = Expect.failure(ProviderUnavailableException.class, ended);
        Expect.equal("the attempts of a call that is not let through", 0, refusal.attempts());
        Duration left = refusal.retryAfter().orElse(Duration.ZERO);
        Expect.that(
                "retryAfter() of at most " + most, !left.isZero() && left.compareTo(most) <= 0, refusal.retryAfter());
    }
}
