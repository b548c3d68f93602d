package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import io.github.llmbeans.tck.server.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** How many asynchronous calls run, and how long the others wait. */
final class AsyncBoundChecks {
    private static final int PLACES = 4;
    private static final int CALLS = 60;

    private AsyncBoundChecks() {}

    @Proves(
            value = "GEN-ASYNC-BOUNDED",
            needs = {Need.HTTP, Need.ASYNC_BOUND})
    static void callsThatWaitForAPlaceHoldNoThread(Stage stage) throws Exception {
        Gate gate = held(stage);
        // New threads are of the group of the one that starts them, so these are the provider's and nobody else's.
        ThreadGroup group = new ThreadGroup("tck-async");
        FutureTask<List<CompletionStage<ChatResponse>>> start = new FutureTask<>(() -> {
            BaseProvider provider = stage.provider(bounded(stage, PLACES));
            List<CompletionStage<ChatResponse>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                calls.add(provider.chatAsync(ChatRequest.of("Who is number " + i + "?")));
            }
            return calls;
        });
        Thread caller = new Thread(group, start, "tck-caller");
        caller.setDaemon(true);
        caller.start();
        stage.time().await("the caller to have " + CALLS + " futures while no call is answered", start::isDone);
        List<CompletionStage<ChatResponse>> calls = start.get(1, TimeUnit.SECONDS);
        stage.awaitArrivals(gate, PLACES);
        stage.time().quiet();
        Expect.equal("the number of calls at the server, of " + CALLS, PLACES, gate.arrivals());
        int threads = group.activeCount();
        Expect.that("far fewer threads than the " + CALLS + " calls that are open", threads < CALLS / 2, threads);
        gate.open();
        for (CompletionStage<ChatResponse> call : calls) {
            Expect.success(Futures.ended(stage, call));
        }
    }

    @Proves(value = "CHT-ASYNC-TIMEOUT", needs = Need.SILENCE)
    static void aCallEndsAtTheTimeoutOfItsRequest(Stage stage) {
        stage.model().always(new Situation.Silent());
        timesOut(stage, stage.provider());
    }

    @Proves(
            value = "CHT-ASYNC-TIMEOUT",
            needs = {Need.HTTP, Need.ASYNC_BOUND})
    static void theTimeAtWhichACallWaitsForAPlaceCounts(Stage stage) {
        Gate gate = held(stage);
        BaseProvider provider = stage.provider(bounded(stage, 1));
        CompletionStage<ChatResponse> first = provider.chatAsync(ChatRequest.of("Who is first?"));
        stage.awaitArrivals(gate, 1);
        timesOut(stage, provider);
        Expect.equal("the number of calls at the server", 1, gate.arrivals());
        gate.open();
        Expect.success(Futures.ended(stage, first));
    }

    private static void timesOut(Stage stage, BaseProvider provider) {
        Duration timeout = Duration.ofMillis(700);
        ChatRequest request =
                ChatRequest.of("Are you there?").toBuilder().timeout(timeout).build();
        long start = System.nanoTime();
        Call<ChatResponse> call = Later.start(stage, () -> provider.chatAsync(request));
        Expect.failure(ProviderTimeoutException.class, call.ended());
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + timeout, waited.compareTo(timeout.minusMillis(2)) >= 0, waited);
    }

    private static Gate held(Stage stage) {
        Gate gate = stage.gate();
        stage.model().always(new Situation.Waits(gate, new Situation.Answers(stage.usual())));
        return gate;
    }

    private static ProviderConfig bounded(Stage stage, int places) {
        return stage.subject().withAsyncCalls(stage.config().build(), places).orElseThrow();
    }
}
