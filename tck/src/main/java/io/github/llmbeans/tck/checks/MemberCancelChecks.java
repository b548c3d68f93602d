package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Calls through a router that nobody waits for any more: no failures of this provider. */
final class MemberCancelChecks {
    private static final ProviderMetrics.Calls ONE_GIVEN_UP = new ProviderMetrics.Calls(0, Map.of(), 1, 0, 0);

    private MemberCancelChecks() {}

    @Proves(
            value = "RTR-FIGURES-CANCELLED",
            needs = {Need.RECORDING, Need.SILENCE})
    static void anAsynchronousCallThatIsCancelledIsNoFailure(Stage stage) {
        Routed routed = silent(stage);
        CompletableFuture<ChatResponse> call =
                routed.router().chatAsync(Members.patient()).toCompletableFuture();
        reached(stage);
        call.cancel(true);
        isGivenUp(stage, routed);
    }

    @Proves(
            value = "RTR-FIGURES-CANCELLED",
            needs = {Need.RECORDING, Need.SILENCE})
    static void aCallWhoseCallerIsInterruptedIsNoFailure(Stage stage) {
        Routed routed = silent(stage);
        Call<ChatResponse> call = stage.start(() -> routed.router().chat(Members.patient()));
        reached(stage);
        call.interrupt();
        Expect.failure(ProviderInterruptedException.class, call.ended());
        isGivenUp(stage, routed);
    }

    @Proves(
            value = "RTR-FIGURES-CANCELLED",
            needs = {Need.RECORDING, Need.SILENCE})
    static void aStreamThatIsCancelledIsNoFailure(Stage stage) {
        Routed routed = silent(stage);
        Listener stream = Events.of(stage, routed.router(), Members.patient()).texts();
        reached(stage);
        stream.cancel();
        isGivenUp(stage, routed);
    }

    private static Routed silent(Stage stage) {
        stage.model().always(new Situation.Silent());
        Routed routed = Routed.by(RoutingStrategy.ORDERED);
        routed.router().addProvider(stage.provider());
        return routed;
    }

    private static void reached(Stage stage) {
        stage.time()
                .await("the request to reach the model", () -> !stage.asked().isEmpty());
    }

    private static void isGivenUp(Stage stage, Routed routed) {
        stage.time()
                .becomes(
                        stage.time().limit(), () -> routed.figures(stage.name()).inFlight() == 0);
        Expect.equal("what the router has counted", ONE_GIVEN_UP, routed.figures(stage.name()));
    }
}
