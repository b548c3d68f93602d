package io.github.llmbeans.tck.checks;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An observer that writes down what it is told. Thread-safe. */
final class Told implements CallObserver {
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    @Override
    public CallObservation begin(CallInfo info) {
        Call call = new Call(info, Thread.currentThread());
        calls.add(call);
        return call;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The only call, when it has been told to have ended. */
    Call ended(Stage stage) {
        stage.time()
                .becomes(
                        stage.time().limit(),
                        () -> !calls.isEmpty() && !calls.get(0).ends.isEmpty());
        stage.time().quiet();
        Expect.equal("the number of calls that the observer is told of", 1, calls.size());
        return calls.get(0);
    }

    /** One call. */
    static final class Call implements CallObservation {
        private final CallInfo info;
        private final Thread begunOn;
        private final List<String> ends = new CopyOnWriteArrayList<>();
        private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        private volatile @Nullable ChatResponse answer;
        private volatile @Nullable Throwable failure;

        private Call(CallInfo info, Thread begunOn) {
            this.info = info;
            this.begunOn = begunOn;
        }

        CallInfo info() {
            return info;
        }

        Thread begunOn() {
            return begunOn;
        }

        List<String> ends() {
            return List.copyOf(ends);
        }

        List<String> attempts() {
            return attempts.stream().map(Attempt::toString).toList();
        }

        @Nullable
        ChatResponse answer() {
            return answer;
        }

        @Nullable
        Throwable failure() {
            return failure;
        }

        @Override
        public AttemptObservation attempt(int number) {
            Attempt attempt = new Attempt(number);
            attempts.add(attempt);
            return attempt;
        }

        @Override
        public void answered(@Nullable ChatResponse value) {
            answer = value;
            ends.add("answered");
        }

        @Override
        public void failed(Throwable value) {
            failure = value;
            ends.add("failed");
        }

        @Override
        public void cancelled() {
            ends.add("cancelled");
        }
    }

    private static final class Attempt implements AttemptObservation {
        private final int number;
        private final List<String> told = new CopyOnWriteArrayList<>();

        Attempt(int number) {
            this.number = number;
        }

        @Override
        public void failed(Throwable failure) {
            told.add("failed");
        }

        @Override
        public void close() {
            told.add("closed");
        }

        @Override
        public String toString() {
            return number + ": " + String.join(", ", told);
        }
    }
}
