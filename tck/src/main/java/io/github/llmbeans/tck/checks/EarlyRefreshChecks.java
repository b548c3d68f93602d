package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;

/** A new token ahead of the old one's end. A provider that never fetches one keeps these promises too. */
final class EarlyRefreshChecks {
    private static final int CALLS = 8;

    private EarlyRefreshChecks() {}

    @Proves(
            value = "AUT-VALID-WHILE-REFRESHING",
            needs = {Need.HTTP, Need.TOKENS})
    static void aStillValidTokenIsServedWhileARefreshIsInFlight(Stage stage) {
        Gate gate = stage.gate();
        Situation held = new Situation.Waits(gate, new Situation.Answers(stage.usual()));
        TokenLife life = TokenLife.late(stage, () -> stage.tokenEndpoint().always(held));
        Call<String> first = stage.start(() -> life.provider().generate("Second?"));
        Call<String> second = stage.start(() -> life.provider().generate("Third?"));
        first.answer();
        second.answer();
    }

    @Proves(value = "AUT-EARLY-REFRESH-FAILS", needs = Need.TOKENS)
    static void callsSucceedWhileAnEarlyRefreshFails(Stage stage) {
        TokenLife life = TokenLife.late(stage, () -> stage.tokenEndpoint().always(Situation.refuses(503)));
        for (int i = 0; i < CALLS; i++) {
            int before = life.refreshes();
            Expect.success(Ended.of(() -> life.provider().generate("Still there?")));
            life.settle(before);
        }
    }

    @Proves(value = "AUT-EARLY-REFRESH-RESTS", needs = Need.TOKENS)
    static void aFailedEarlyRefreshIsNotRepeatedAtEachCall(Stage stage) {
        TokenLife life = TokenLife.late(stage, () -> stage.tokenEndpoint().always(Situation.refuses(503)));
        for (int i = 0; i < CALLS; i++) {
            int before = life.refreshes();
            Ended.of(() -> life.provider().generate("Still there?"));
            life.settle(before);
        }
        // Whoever tries again as soon as a refresh has failed does so at every second call at least.
        Rejections.expectAtMost("failed refreshes in " + CALLS + " calls", CALLS / 2 - 1, life.refreshes());
    }
}
