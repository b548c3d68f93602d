package io.github.llmbeans.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        Running<T> running = new Running<>(call);
        try {
            executor.execute(running);
        } catch (RuntimeException rejected) {
            running.completeExceptionally(rejected);
        }
        return running;
    }

    /** Like {@code thenApply}, but a failure stays the exception itself, and cancelling goes back to the source. */
    public static <T, U> CompletionStage<U> map(CompletionStage<T> source, Function<? super T, ? extends U> function) {
        Dependent<U> mapped = new Dependent<>(source.toCompletableFuture());
        source.whenComplete((value, failure) -> {
            if (failure != null) {
                mapped.completeExceptionally(unwrap(failure));
                return;
            }
            try {
                mapped.complete(function.apply(value));
            } catch (RuntimeException e) {
                mapped.completeExceptionally(e);
            }
        });
        return mapped;
    }

    /** What really failed, without the wrapper that futures put around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static final class Running<T> extends CompletableFuture<T> implements Runnable {
        private final Callable<T> call;
        private final Object lock = new Object();
        private @Nullable Thread runner;
        private boolean interrupted;

        Running(Callable<T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            synchronized (lock) {
                if (isDone()) {
                    return;
                }
                runner = Thread.currentThread();
            }
            T answer = null;
            Throwable failure = null;
            try {
                answer = call.call();
            } catch (Throwable e) {
                failure = e;
            }
            release();
            if (failure == null) {
                complete(answer);
            } else {
                completeExceptionally(failure);
            }
        }

        /** After this no cancel can interrupt the thread any more, and an interrupt meant for this call is cleared. */
        private void release() {
            synchronized (lock) {
                runner = null;
                if (interrupted) {
                    Thread.interrupted();
                }
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            synchronized (lock) {
                if (cancelled && runner != null && !interrupted) {
                    interrupted = true;
                    runner.interrupt();
                }
            }
            return cancelled;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Dependent<>(this);
        }
    }

    /** A stage that was made from a running call: cancelling it cancels the call. */
    private static final class Dependent<U> extends CompletableFuture<U> {
        private final CompletableFuture<?> source;

        Dependent(CompletableFuture<?> source) {
            this.source = source;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            source.cancel(mayInterruptIfRunning);
            return cancelled;
        }

        @Override
        public <V> CompletableFuture<V> newIncompleteFuture() {
            return new Dependent<>(this);
        }
    }
}
