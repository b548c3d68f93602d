package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.tck.Endpoint;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Line;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Asynchronous calls that nobody waits for any more. */
final class CancelChecks {
    /** Longer than the first pause of the contract's retries can be. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private CancelChecks() {}

    @Proves(
            value = "GEN-ASYNC-CANCEL",
            needs = {Need.HTTP, Need.TOKENS})
    static void aCallThatIsCancelledWhileItWaitsForATokenDoesNotAskTheModel(Stage stage) {
        Gate gate = stage.gate();
        stage.tokenEndpoint().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        CompletableFuture<ChatResponse> call =
                stage.provider().chatAsync(ChatRequest.of("Which?")).toCompletableFuture();
        stage.awaitArrivals(gate, 1);
        call.cancel(true);
        gate.open();
        stage.time().quiet();
        Expect.equal(
                "the number of requests after the call was cancelled",
                0,
                stage.requests(Endpoint.GENERATE).size());
    }

    @Proves(
            value = "GEN-ASYNC-CANCEL",
            needs = {Need.HTTP, Need.OUTAGE, Need.RETRIES})
    static void aCancelledCallIsNotRepeated(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, Situation.refuses(503)));
        CompletableFuture<ChatResponse> call = stage.provider(config -> config.maxRetries(3))
                .chatAsync(ChatRequest.of("Which?"))
                .toCompletableFuture();
        stage.awaitArrivals(gate, 1);
        call.cancel(true);
        gate.open();
        stage.time().becomes(stage.time().scaled(PAUSE), () -> gate.arrivals() > 1);
        Expect.equal("the number of requests of a call cancelled during the first", 1, gate.arrivals());
    }

    @Proves(value = "GEN-ASYNC-CANCEL-CLOSES", needs = Need.HTTP)
    static void aCallThatIsCancelledWhileTheServerThinksClosesItsConnection(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        CompletableFuture<ChatResponse> call = stage.provider(
                        config -> config.baseUrl(line.address()).maxRetries(0))
                .chatAsync(ChatRequest.of("Which?"))
                .toCompletableFuture();
        line.awaitHeld();
        call.cancel(true);
        line.awaitLeft();
    }

    @Proves(value = "GEN-ASYNC-CANCEL-CLOSES", needs = Need.HTTP)
    static void soDoesACallForTheTextOnly(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        CompletableFuture<String> call = stage.provider(
                        config -> config.baseUrl(line.address()).maxRetries(0))
                .generateAsync("Which?", GenerationParams.defaults())
                .toCompletableFuture();
        line.awaitHeld();
        call.cancel(true);
        line.awaitLeft();
    }

    @Proves(value = "GEN-ASYNC-CANCEL-STAGE", needs = Need.HTTP)
    static void cancellingAStageThatWasMadeFromItEndsTheCall(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        CompletableFuture<Integer> length = held(stage, line)
                .thenApply(ChatResponse::text)
                .thenApply(String::length)
                .toCompletableFuture();
        line.awaitHeld();
        length.cancel(true);
        line.awaitLeft();
    }

    @Proves(value = "GEN-ASYNC-COMPLETED", needs = Need.HTTP)
    static void completingTheFutureFromOutsideEndsTheCall(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        CompletableFuture<ChatResponse> call = held(stage, line).toCompletableFuture();
        line.awaitHeld();
        call.completeExceptionally(new TimeoutException("by the kit"));
        line.awaitLeft();
    }

    @Proves(value = "TEL-CANCEL-QUIET", needs = Need.HTTP)
    static void aCallThatIsCancelledIsNoError(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        CompletableFuture<ChatResponse> call = held(stage, line).toCompletableFuture();
        line.awaitHeld();
        call.cancel(true);
        isNoError(stage, line);
    }

    @Proves(value = "TEL-CANCEL-QUIET", needs = Need.HTTP)
    static void aStreamThatIsCancelledIsNoError(Stage stage) {
        Line line = stage.line().holdBefore("HTTP");
        Events events = Events.held(stage, line);
        line.awaitHeld();
        events.texts().cancel();
        isNoError(stage, line);
    }

    private static void isNoError(Stage stage, Line line) {
        line.awaitLeft();
        stage.time().quiet();
        Expect.equal("the lines of level ERROR", List.of(), OneError.lines(stage, stage.name()));
    }

    private static CompletionStage<ChatResponse> held(Stage stage, Line line) {
        return stage.provider(config -> config.baseUrl(line.address()).maxRetries(0))
                .chatAsync(ChatRequest.of("Which?"));
    }
}
