package io.github.llmbeans.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Runs a blocking call elsewhere; cancelling the future, or a stage made from it, interrupts the call. */
public final class AsyncCalls {
    private AsyncCalls() {}

    /** A daemon thread for each task. */
    public static Executor threadPerCall() {
        return task -> {
            Thread thread = new Thread(task, "llmbeans-async");
            thread.setDaemon(true);
            thread.start();
        };
    }

    /** Runs the call on the executor; a rejected task completes the future with the rejection. */
    public static <T> CompletableFuture<T> call(Callable<T> call, Executor executor) {
        AsyncCall<T> running = new AsyncCall<>(call, AsyncCall.Outcomes.DIRECT);
        try {
            executor.execute(() -> running.run().run());
        } catch (RuntimeException rejected) {
            running.refused(rejected);
        }
        return running;
    }

    /** Like {@code thenApply}, but a failure stays the exception itself, and cancelling goes back to the source. */
    public static <T, U> CompletionStage<U> map(CompletionStage<T> source, Function<? super T, ? extends U> function) {
        DependentStage<U> mapped = new DependentStage<>(source.toCompletableFuture());
        source.whenComplete((value, failure) -> {
            if (failure != null) {
                mapped.end(null, unwrap(failure));
                return;
            }
            try {
                mapped.end(function.apply(value), null);
            } catch (RuntimeException e) {
                mapped.end(null, e);
            }
        });
        return mapped;
    }

    /** What really failed, without the wrapper that futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
