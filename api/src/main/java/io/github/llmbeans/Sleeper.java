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
     * Waits in real time. A caller that is interrupted already does not wait at all, not even for zero time.
     *
     * @return a sleeper on the system's clock
     */
    static Sleeper system() {
        return duration -> {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(duration));
        };
    }
}
