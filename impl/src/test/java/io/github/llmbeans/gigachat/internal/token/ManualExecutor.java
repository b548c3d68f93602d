package io.github.llmbeans.gigachat.internal.token;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the flights it is given on the ground until a test lets one fly, on the test's own thread. */
final class ManualExecutor implements Executor {
    private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger given = new AtomicInteger();
    private volatile @Nullable Throwable refusal;

    @Override
    public void execute(Runnable task) {
        Throwable thrown = refusal;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        waiting.add(task);
        given.incrementAndGet();
    }

    /** How many flights were asked for so far. */
    int given() {
        return given.get();
    }

    /** Returns when so many flights have been asked for. */
    void awaitGiven(int expected) {
        long end = System.nanoTime() + 30_000_000_000L;
        while (given.get() < expected) {
            if (System.nanoTime() > end) {
                throw new AssertionError("expected " + expected + " flights, saw " + given.get());
            }
            Thread.onSpinWait();
        }
    }

    /** Refuses from now on, or takes flights again if {@code null}. */
    void refuseWith(@Nullable Throwable thrown) {
        refusal = thrown;
    }

    /** Lets the flight that has waited longest fly, and returns when it has landed. */
    void runNext() {
        Runnable task = waiting.poll();
        if (task == null) {
            throw new AssertionError("no flight is waiting");
        }
        task.run();
    }

    /** Lets all that wait fly, in order. */
    void runAll() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
