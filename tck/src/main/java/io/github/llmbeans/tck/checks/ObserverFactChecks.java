package io.github.llmbeans.tck.checks;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What an observer is told in between, and where. */
final class ObserverFactChecks {
    private static final ChatRequest QUESTION = ChatRequest.of("Who is told?");

    private ObserverFactChecks() {}

    @Proves(value = "TEL-OBSERVER-ANSWER", needs = Need.CALL_OBSERVER)
    static void theAnswerThatIsToldIsTheOneThatTheCallerGets(Stage stage) {
        Told told = new Told();
        ChatResponse answer = ObserverChecks.unchanged(stage, told).chat(QUESTION);
        Expect.equal("the answer that is told", answer, told.ended(stage).answer());
        Told later = new Told();
        BaseProvider provider = ObserverChecks.unchanged(stage, later);
        answer = Expect.success(Later.of(stage, () -> provider.chatAsync(QUESTION)));
        Expect.equal(
                "the answer of an asynchronous call that is told",
                answer,
                later.ended(stage).answer());
        Told streamed = new Told();
        answer = Events.of(stage, ObserverChecks.unchanged(stage, streamed), QUESTION)
                .finished();
        Expect.equal(
                "the answer of a stream that is told",
                answer,
                streamed.ended(stage).answer());
    }

    @Proves(
            value = "TEL-OBSERVER-ATTEMPTS",
            needs = {Need.CALL_OBSERVER, Need.CALL_ATTEMPTS, Need.HTTP, Need.SCRIPT, Need.OUTAGE, Need.RETRIES})
    static void eachAttemptIsToldWithItsNumberAndItsEnd(Stage stage) {
        for (Kind kind : Kind.values()) {
            stage.model().next(Situation.refuses(503)).afterwards(new Situation.Answers(stage.usual()));
            Told told = new Told();
            kind.ask(stage, stage.observed(config -> config.maxRetries(1), told), QUESTION)
                    .answer();
            Expect.equal(
                    "the attempts that are told of a call that is " + kind,
                    List.of("1: failed, closed", "2: closed"),
                    told.ended(stage).attempts());
        }
    }

    @Proves(value = "TEL-OBSERVER-BEGIN", needs = Need.CALL_OBSERVER)
    static void theBeginningIsToldOnTheCallersThread(Stage stage) {
        Told told = new Told();
        ObserverChecks.unchanged(stage, told).chat(QUESTION);
        begunHere(told);
    }

    @Proves(value = "TEL-OBSERVER-BEGIN", needs = Need.CALL_OBSERVER)
    static void soIsThatOfAnAsynchronousCallBeforeItReturns(Stage stage) {
        Told told = new Told();
        ObserverChecks.unchanged(stage, told).chatAsync(QUESTION);
        begunHere(told);
    }

    @Proves(value = "TEL-OBSERVER-BEGIN", needs = Need.CALL_OBSERVER)
    static void thatOfAStreamIsToldWhereItIsFirstAskedFor(Stage stage) {
        Told told = new Told();
        BaseProvider provider = ObserverChecks.unchanged(stage, told);
        AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
        provider.chatStream(QUESTION).subscribe(new Patient(subscription));
        stage.time().await("onSubscribe(...) to be called", () -> subscription.get() != null);
        stage.time().quiet();
        Expect.equal(
                "the calls that are told before anything is asked for",
                0,
                told.calls().size());
        subscription.get().request(1);
        stage.time().becomes(stage.time().limit(), () -> !told.calls().isEmpty());
        // Without streaming it is an asynchronous call, which may begin on a thread of its own.
        if (stage.declares(Capability.STREAMING)) {
            begunHere(told);
        }
        subscription.get().cancel();
    }

    private static void begunHere(Told told) {
        Expect.equal("the number of calls that are told", 1, told.calls().size());
        Thread begun = told.calls().get(0).begunOn();
        Expect.that("the beginning to be told on the caller's thread", begun == Thread.currentThread(), begun);
    }

    /** Asks for nothing by itself. */
    private record Patient(AtomicReference<Flow.@Nullable Subscription> given) implements Flow.Subscriber<StreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            given.set(subscription);
        }

        @Override
        public void onNext(StreamEvent event) {
            // Not looked at.
        }

        @Override
        public void onError(Throwable failure) {
            // Not looked at.
        }

        @Override
        public void onComplete() {
            // Not looked at.
        }
    }
}
