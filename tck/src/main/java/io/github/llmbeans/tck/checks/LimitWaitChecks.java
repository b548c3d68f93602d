package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Listener;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Calls that get no turn. */
final class LimitWaitChecks {
    private static final Duration TIMEOUT = Duration.ofMillis(700);
    private static final String PATIENT = "Who has time?";
    private static final String LEAVING = "Who has none?";

    private LimitWaitChecks() {}

    @Proves(
            value = "CON-LIMIT-DEADLINE",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void whoeverHasNoTurnByItsDeadlineFailsAndHoldsNobodyUp(Stage stage) {
        Places places = Places.taken(stage, Places.QUEUE);
        ChatRequest hurried =
                ChatRequest.of(LEAVING).toBuilder().timeout(TIMEOUT).build();
        long start = System.nanoTime();
        List<Call<?>> late = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            late.add(places.ask(kind, hurried));
        }
        // So that the patient one is behind them, whether they still wait by then or should have left.
        Crowd.settle(stage, late);
        Call<?> patient = places.waiting(Kind.BLOCKING, PATIENT);
        late.forEach(call -> untried(ProviderTimeoutException.class, call.ended()));
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        // Clocks that tick in milliseconds may be one ahead.
        Expect.that("a wait of " + TIMEOUT, waited.compareTo(TIMEOUT.minusMillis(2)) >= 0, waited);
        places.nothingElseSent();
        served(stage, places, patient);
    }

    @Proves(
            value = "CON-LIMIT-FULL",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void whoeverFindsTheQueueFullIsToldAtOnce(Stage stage) {
        Places places = Places.taken(stage, 1);
        Call<?> patient = places.waiting(Kind.BLOCKING, PATIENT);
        for (Kind kind : Kind.values()) {
            untried(RateLimitException.class, places.ask(kind, LEAVING).ended());
        }
        places.nothingElseSent();
        served(stage, places, patient);
    }

    private static void untried(Class<? extends ProviderException> type, Ended<?> ended) {
        Expect.equal(
                "the attempts of a call that had no turn",
                0,
                Expect.failure(type, ended).attempts());
    }

    @Proves(
            value = "CON-LIMIT-LEFT",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void anInterruptedCallerLeavesTheQueue(Stage stage) {
        leaves(stage, places -> {
            Call<?> call = places.ask(Kind.BLOCKING, LEAVING);
            return () -> {
                call.interrupt();
                Ended<?> ended = call.ended();
                untried(ProviderInterruptedException.class, ended);
                Expect.equal("whether the interrupt flag is set", true, ended.interrupted());
            };
        });
    }

    @Proves(
            value = "CON-LIMIT-LEFT",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void aCancelledCallLeavesTheQueue(Stage stage) {
        leaves(stage, places -> {
            CompletableFuture<ChatResponse> call =
                    places.provider().chatAsync(ChatRequest.of(LEAVING)).toCompletableFuture();
            return () -> call.cancel(true);
        });
    }

    @Proves(
            value = "CON-LIMIT-LEFT",
            needs = {Need.HTTP, Need.RECORDING, Need.CONCURRENCY_LIMIT})
    static void aCancelledStreamLeavesTheQueue(Stage stage) {
        leaves(stage, places -> {
            Listener stream = stage.listen(Events.texts(places.provider().chatStream(ChatRequest.of(LEAVING))))
                    .request(Long.MAX_VALUE);
            return stream::cancel;
        });
    }

    /** Somebody joins the queue, another one behind; then the first of them leaves. */
    private static void leaves(Stage stage, Function<Places, Runnable> joining) {
        Places places = Places.taken(stage, Places.QUEUE);
        Runnable leaving = joining.apply(places);
        stage.time().quiet();
        Call<?> patient = places.waiting(Kind.BLOCKING, PATIENT);
        leaving.run();
        stage.time().quiet();
        served(stage, places, patient);
    }

    /** The one who waits is answered, and nothing was sent for the others. */
    private static void served(Stage stage, Places places, Call<?> patient) {
        places.goOn();
        patient.answer();
        stage.time().quiet();
        places.reached(List.of(PATIENT));
    }
}
