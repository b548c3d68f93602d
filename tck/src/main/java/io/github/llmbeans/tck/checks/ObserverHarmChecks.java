package io.github.llmbeans.tck.checks;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.Situation;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Proves;
import io.github.llmbeans.tck.run.Stage;
import org.jspecify.annotations.Nullable;

/** Observers that break, and calls that go on. */
final class ObserverHarmChecks {
    private static final ChatRequest QUESTION = ChatRequest.of("Who is told?");

    private ObserverHarmChecks() {}

    @Proves(value = "TEL-OBSERVER-HARMLESS", needs = Need.CALL_OBSERVER)
    static void anObserverThatBreaksAtTheBeginningTouchesNoCall(Stage stage) {
        answers(stage, call -> {
            throw new IllegalStateException("the observer is broken");
        });
    }

    @Proves(value = "TEL-OBSERVER-HARMLESS", needs = Need.CALL_OBSERVER)
    static void norDoesOneThatBreaksLater(Stage stage) {
        answers(stage, call -> new Broken());
    }

    @Proves(
            value = "TEL-OBSERVER-HARMLESS",
            needs = {Need.CALL_OBSERVER, Need.OUTAGE})
    static void norAreFailuresTouched(Stage stage) {
        stage.model().always(Situation.refuses(503));
        for (Kind kind : Kind.values()) {
            BaseProvider provider = stage.observed(config -> config, call -> new Broken());
            Expect.failure(
                    ProviderUnavailableException.class,
                    kind.ask(stage, provider, QUESTION).ended());
        }
    }

    private static void answers(Stage stage, CallObserver observer) {
        for (Kind kind : Kind.values()) {
            kind.ask(stage, stage.observed(config -> config, observer), QUESTION)
                    .answer();
        }
    }

    private static final class Broken implements CallObservation {
        @Override
        public AttemptObservation attempt(int number) {
            throw broken();
        }

        @Override
        public void firstPiece() {
            throw broken();
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            throw broken();
        }

        @Override
        public void failed(Throwable failure) {
            throw broken();
        }

        @Override
        public void cancelled() {
            throw broken();
        }

        private static RuntimeException broken() {
            return new IllegalStateException("the observer is broken");
        }
    }
}
