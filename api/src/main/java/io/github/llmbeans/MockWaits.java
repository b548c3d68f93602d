package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads do, but not for ever: a test that hangs says nothing. */
final class MockWaits {
    /** How long a test waits at most: 30 s. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private MockWaits() {}

    /** Waits on the lock, whose notices come with each change. */
    static void await(Object lock, BooleanSupplier done, Duration patience, Supplier<String> seen) {
        long start = System.nanoTime();
        synchronized (lock) {
            while (!done.getAsBoolean()) {
                long left = patience.toNanos() - (System.nanoTime() - start);
                if (left <= 0) {
                    throw new IllegalStateException(seen.get() + " within " + Texts.seconds(patience));
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted: " + seen.get(), e);
                }
            }
        }
    }
}
