package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.ProviderException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who has asked for a token, and what came of it. */
final class Caller {
    private static final long LIMIT_SECONDS = 30;

    private final CompletableFuture<AccessToken> outcome;
    private @Nullable Thread thread;
    private volatile boolean leftWithFlag;

    private Caller(CompletableFuture<AccessToken> outcome) {
        this.outcome = outcome;
    }

    static Caller async(CompletableFuture<AccessToken> outcome) {
        return new Caller(outcome);
    }

    static Caller blocking(Supplier<AccessToken> call) {
        Caller caller = new Caller(new CompletableFuture<>());
        Thread thread = new Thread(() -> caller.run(call));
        thread.setDaemon(true);
        caller.thread = thread;
        thread.start();
        return caller;
    }

    private void run(Supplier<AccessToken> call) {
        try {
            outcome.complete(call.get());
        } catch (Throwable e) {
            leftWithFlag = Thread.currentThread().isInterrupted();
            outcome.completeExceptionally(e);
        }
    }

    boolean done() {
        return outcome.isDone();
    }

    /** Whether the interrupt flag was set when the call failed. */
    boolean leftWithFlag() {
        return leftWithFlag;
    }

    AccessToken token() {
        try {
            return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no token", e);
        }
    }

    ProviderException failure() {
        try {
            AccessToken token = outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("expected a failure, got " + token);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException failure) {
                return failure;
            }
            throw new AssertionError("expected a ProviderException", e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no outcome", e);
        }
    }

    /** Interrupts the thread that waits. */
    void interrupt() {
        waiting().interrupt();
    }

    /** Gives up an asynchronous call. */
    void cancel() {
        outcome.cancel(true);
    }

    /** Returns when the thread waits for the flight, or has its outcome already. */
    void awaitWaitingOrDone() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!outcome.isDone() && waiting().getState() != Thread.State.TIMED_WAITING) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the caller neither waits nor returns, it is "
                        + waiting().getState());
            }
            Thread.onSpinWait();
        }
    }

    private Thread waiting() {
        Thread waiting = thread;
        if (waiting == null) {
            throw new AssertionError("an asynchronous caller has no thread");
        }
        return waiting;
    }
}
