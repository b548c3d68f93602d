package io.github.llmbeans.tck.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * How long checks wait. One factor scales every wait that only protects against hanging; nothing is ever expected to be
 * fast.
 */
public final class Time {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(300);
    private static final Duration STEP = Duration.ofMillis(5);

    private final double factor;
    private final MovingClock clock = new MovingClock();

    Time(double factor) {
        this.factor = factor;
    }

    /**
     * How long to wait for something that should happen.
     *
     * @return 10 s, scaled
     */
    public Duration limit() {
        return scaled(LIMIT);
    }

    /**
     * A wait, scaled by the run's factor.
     *
     * @param wait on an ordinary machine
     * @return on this one
     */
    public Duration scaled(Duration wait) {
        return Duration.ofNanos((long) (wait.toNanos() * factor));
    }

    /**
     * Waits until something is so.
     *
     * @param expected what should happen
     * @param condition whether it is so
     */
    public void await(String expected, BooleanSupplier condition) {
        if (!becomes(limit(), condition)) {
            throw new ConformanceFailure(expected, "that it had not happened after " + limit());
        }
    }

    /**
     * Waits until something is so, but not longer than said.
     *
     * @param limit how long
     * @param condition whether it is so
     * @return whether it has become so
     */
    public boolean becomes(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return condition.getAsBoolean();
            }
            pause(STEP);
        }
        return true;
    }

    /** Waits for as long as is enough to see something that must not happen. */
    public void quiet() {
        pause(factor < 1 ? QUIET : scaled(QUIET));
    }

    /**
     * Lets time pass for the provider: by its clock if it takes the kit's, really otherwise.
     *
     * @param time how long
     */
    public void pass(Duration time) {
        if (clock.used) {
            clock.offset.updateAndGet(offset -> offset.plus(time));
        } else {
            pause(time);
        }
    }

    /**
     * Whether time passes at once, because the provider has looked at the kit's clock.
     *
     * @return known once a provider has made a call
     */
    public boolean virtual() {
        return clock.used;
    }

    /**
     * Now, as the provider sees it.
     *
     * @return by the kit's clock
     */
    public Instant now() {
        return clock.now();
    }

    Clock clock() {
        return clock;
    }

    /**
     * Waits for real.
     *
     * @param time how long, not scaled
     */
    public static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConformanceFailure("a check that runs to its end", "that it was interrupted", e);
        }
    }

    /** The system's clock, moved; remembers whether anybody but the kit looks at it. */
    private static final class MovingClock extends Clock {
        private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
        private volatile boolean used;

        private Instant now() {
            return Instant.now().plus(offset.get());
        }

        @Override
        public Instant instant() {
            used = true;
            return now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
