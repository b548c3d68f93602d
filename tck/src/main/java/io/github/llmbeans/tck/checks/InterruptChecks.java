package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;

/** Callers that are interrupted. */
final class InterruptChecks {
    private static final String FLAG = "whether the interrupt flag is set";

    private InterruptChecks() {}

    @Proves(
            value = "LIF-INTERRUPTED-CALL",
            needs = {Need.SILENCE, Need.RECORDING})
    static void anInterruptedCallerLeavesWithItsFlagSet(Stage stage) {
        stage.model().always(new Situation.Silent());
        BaseProvider provider = stage.provider();
        Call<String> call = stage.start(() -> provider.generate("Never mind"));
        stage.time()
                .await("the request to reach the model", () -> !stage.asked().isEmpty());
        hasLeft(interrupted(call));
    }

    @Proves(
            value = "LIF-INTERRUPTED-CALL",
            needs = {Need.HTTP, Need.TOKENS})
    static void aCallerWhoWaitsForATokenLeavesToo(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<String> call = stage.start(() -> provider.generate("Never mind"));
        stage.awaitArrivals(gate, 1);
        hasLeft(interrupted(call));
    }

    @Proves(
            value = "LIF-INTERRUPTED-PAUSE",
            needs = {Need.OVERLOAD, Need.RECORDING, Need.RETRIES})
    static void aCallerWhoIsInterruptedBeforeARepeatLeavesAndAsksNoMore(Stage stage) {
        stage.model().always(Situation.refuses(429, "60"));
        BaseProvider provider = stage.provider(config -> config.maxRetries(2).timeout(Duration.ofMinutes(5)));
        Call<String> call = stage.start(() -> provider.generate("Never mind"));
        stage.time()
                .await("the request to reach the model", () -> !stage.asked().isEmpty());
        stage.time().quiet();
        hasLeft(interrupted(call));
        stage.time().quiet();
        Expect.equal("the number of requests", 1, stage.asked().size());
    }

    @Proves(
            value = "LIF-INTERRUPTED-OTHERS",
            needs = {Need.HTTP, Need.TOKENS})
    static void whoeverElseWaitsForTheTokenOfAnInterruptedCallerIsAnswered(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<String> first = stage.start(() -> provider.generate("Never mind"));
        stage.awaitArrivals(gate, 1);
        Call<String> second = stage.start(() -> provider.generate("I am still here"));
        Call<String> third = stage.start(() -> provider.generate("So am I"));
        stage.time().quiet();
        Expect.failure(ProviderInterruptedException.class, interrupted(first));
        stage.time().quiet();
        gate.open();
        second.answer();
        third.answer();
    }

    @Proves(
            value = "LIF-INTERRUPTED-OTHERS",
            needs = {Need.HTTP, Need.TOKENS})
    static void whoeverCameFirstForATokenIsAnsweredWhenAnotherIsInterrupted(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        BaseProvider provider = stage.provider();
        Call<String> first = stage.start(() -> provider.generate("I am still here"));
        stage.awaitArrivals(gate, 1);
        Call<String> second = stage.start(() -> provider.generate("Never mind"));
        stage.time().quiet();
        Expect.failure(ProviderInterruptedException.class, interrupted(second));
        gate.open();
        first.answer();
    }

    private static Ended<String> interrupted(Call<String> call) {
        call.interrupt();
        return call.ended();
    }

    private static void hasLeft(Ended<String> ended) {
        Expect.failure(ProviderInterruptedException.class, ended);
        Expect.equal(FLAG, true, ended.interrupted());
    }
}
