package io.github.llmbeans.gigachat.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A call that runs on a thread of its own, and what came of it. */
final class Running {
    private static final long LIMIT_SECONDS = 30;

    private final CompletableFuture<Object> outcome = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean leftWithFlag;

    private Running(Supplier<?> call) {
        thread = new Thread(() -> {
            try {
                outcome.complete(call.get());
            } catch (Throwable e) {
                leftWithFlag = Thread.currentThread().isInterrupted();
                outcome.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
    }

    static Running start(Supplier<?> call) {
        Running running = new Running(call);
        running.thread.start();
        return running;
    }

    Object answer() {
        try {
            return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    Throwable failure() {
        try {
            throw new AssertionError("expected a failure, got " + outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** Whether the interrupt flag was set when the call failed. */
    boolean leftWithFlag() {
        return leftWithFlag;
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Returns when the call waits for something. */
    void awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            if (outcome.isDone() || System.nanoTime() > end) {
                throw new AssertionError("the call does not wait, it is " + thread.getState());
            }
            Thread.onSpinWait();
        }
    }
}
