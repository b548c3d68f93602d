package io.github.llmbeans.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs a blocking call elsewhere; cancelling the future interrupts the call. */
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

    private static final class Running<T> extends CompletableFuture<T> implements Runnable {
        private final Callable<T> call;
        private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

        Running(Callable<T> call) {
            this.call = call;
        }

        @Override
        public void run() {
            runner.set(Thread.currentThread());
            try {
                if (!isDone()) {
                    complete(call.call());
                }
            } catch (Throwable e) {
                completeExceptionally(e);
            } finally {
                release();
            }
        }

        /** After this no cancel can interrupt the thread any more, and an interrupt meant for this call is cleared. */
        private void release() {
            synchronized (runner) {
                runner.set(null);
            }
            if (isCancelled()) {
                Thread.interrupted();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            synchronized (runner) {
                Thread thread = runner.get();
                if (cancelled && thread != null) {
                    thread.interrupt();
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
