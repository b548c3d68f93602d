package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A clock that moves only when a test moves it: whoever waits on it is held until then. For
 * {@link MockProviderBuilder#sleeper(Sleeper)}, and wherever else a {@link Sleeper} is taken. Thread-safe.
 *
 * <pre>{@code
 * MockClock clock = new MockClock();
 * MockProvider llm = MockProvider.builder().sleeper(clock).build();
 * llm.script().answer("At last").after(Duration.ofSeconds(10));
 *
 * CompletableFuture<String> answer = llm.generateAsync("Well?", GenerationParams.defaults()).toCompletableFuture();
 * clock.awaitWaiting(1);                    // the call is held
 * clock.advance(Duration.ofSeconds(10));    // and let go
 * assertEquals("At last", answer.join());
 * }</pre>
 */
public final class MockClock implements Sleeper {
    private final Object lock = new Object();
    private long now;
    private int waiting;

    /** A clock that stands at zero. */
    public MockClock() {}

    /**
     * Blocks the caller until the clock has been moved by so much. For zero time it does not block.
     *
     * @param duration how long by this clock, not negative
     * @throws InterruptedException if the caller is interrupted meanwhile or already
     * @throws IllegalArgumentException if the duration is negative
     */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        sleep(duration, Long.MAX_VALUE);
    }

    /** The same, but no longer than so many nanoseconds of real time; whether the clock has been moved by so much. */
    boolean sleep(Duration duration, long realNanos) throws InterruptedException {
        Checks.notNegative("duration", duration);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long start = System.nanoTime();
        synchronized (lock) {
            long end = saturated(now, duration);
            waiting++;
            lock.notifyAll();
            try {
                while (now < end) {
                    long left = realNanos - (System.nanoTime() - start);
                    if (left <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                return true;
            } finally {
                waiting--;
                lock.notifyAll();
            }
        }
    }

    /**
     * Moves the clock, and so lets go whoever has waited long enough. Does not block.
     *
     * @param time by how much, not negative
     * @throws IllegalArgumentException if the time is negative
     */
    public void advance(Duration time) {
        Checks.notNegative("time", time);
        synchronized (lock) {
            now = saturated(now, time);
            lock.notifyAll();
        }
    }

    private static long saturated(long from, Duration time) {
        long sum = from + TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(time, "time must not be null"));
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /**
     * How far the clock has been moved.
     *
     * @return zero at first
     */
    public Duration now() {
        synchronized (lock) {
            return Duration.ofNanos(now);
        }
    }

    /**
     * How many threads wait on this clock now.
     *
     * @return at least 0
     */
    public int waiting() {
        synchronized (lock) {
            return waiting;
        }
    }

    /**
     * Blocks until so many threads wait on this clock, 30 s of real time at most.
     *
     * @param threads at least so many
     * @throws IllegalStateException if they do not come, with how many did; or if the caller is interrupted, whose flag is
     *     set again
     */
    public void awaitWaiting(int threads) {
        MockWaits.await(
                lock,
                () -> waiting >= threads,
                MockWaits.PATIENCE,
                () -> threads + " threads were expected to wait on the clock, " + waiting + " did");
    }
}
