package io.github.llmbeans;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits; replaced in tests so that they need no real time. Implementations are thread-safe. */
@FunctionalInterface
public interface Sleeper {
    /**
     * Blocks the caller.
     *
     * @param duration how long, not negative
     * @throws InterruptedException if the caller is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Waits in real time.
     *
     * @return a sleeper on the system's clock
     */
    static Sleeper system() {
        return duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
