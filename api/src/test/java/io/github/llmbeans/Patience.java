package io.github.llmbeans;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what no latch tells, and fails if it does not come: a test that waits for ever says nothing. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Patience() {}

    static void until(BooleanSupplier done) {
        long start = System.nanoTime();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError("still not so after " + LIMIT);
            }
            Thread.onSpinWait();
        }
    }
}
