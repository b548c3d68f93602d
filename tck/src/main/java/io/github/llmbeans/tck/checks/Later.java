package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.run.Call;
import io.github.llmbeans.tck.run.ConformanceFailure;
import io.github.llmbeans.tck.run.Ended;
import io.github.llmbeans.tck.run.Stage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Asynchronous calls as calls that somebody waits for. */
final class Later {
    private Later() {}

    /** How it ends, with the failure that the stage completes with. */
    static <T> Ended<T> of(Stage stage, Supplier<CompletionStage<T>> call) {
        return start(stage, call).ended();
    }

    /** The call on a thread of its own. What it throws instead of completing with it is told apart. */
    static <T> Call<T> start(Stage stage, Supplier<CompletionStage<T>> call) {
        return stage.start(() -> answer(returned(call).toCompletableFuture()));
    }

    private static <T> T answer(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw unwrapped(e);
        }
    }

    /** How a stream ends, which is read to its end; it may fail already when it is made. */
    static Ended<Void> ofStream(Stage stage, Supplier<Flow.Publisher<String>> stream) {
        return startStream(stage, stream).ended();
    }

    /** The same on a thread of its own. */
    static Call<Void> startStream(Stage stage, Supplier<Flow.Publisher<String>> stream) {
        return stage.start(() -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            stream.get().subscribe(new Reader(end));
            return answer(end);
        });
    }

    private static <T> CompletionStage<T> returned(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw new ConformanceFailure("an asynchronous call to complete with its failure", "that it throws it", e);
        }
    }

    private static Exception unwrapped(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof Exception exception ? exception : e;
    }

    /** Reads everything and keeps nothing. */
    private record Reader(CompletableFuture<Void> end) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String piece) {
            // Not looked at.
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }
}
