package io.github.llmbeans.internal;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many calls have ended in the last 60 s, and how many of them with an error: a bucket for each second, each one
 * number that holds its second and both counts, so that nobody waits for a lock and nothing is counted twice.
 */
public final class OutcomeWindow {
    /** How many seconds count, the current one included. */
    public static final int SECONDS = 60;

    private static final int BITS = 20;
    private static final long COUNT = (1L << BITS) - 1;
    private static final long STAMP = (1L << (64 - 2 * BITS)) - 1;

    private final AtomicLongArray buckets = new AtomicLongArray(SECONDS);
    private final long start;

    /** All times are those of one monotonic clock, in nanoseconds. */
    public OutcomeWindow(long start) {
        this.start = start;
    }

    /** What the window holds. */
    public record Counts(long calls, long errors) {
        /** Whether at least so many calls have ended, and at least so many per cent of them with an error. */
        public boolean failing(int atLeast, int percent) {
            return calls >= atLeast && errors * 100 >= calls * percent;
        }
    }

    /** A call has ended; a bucket that is full, with a million of them in one second, stays as it is. */
    public void add(long now, boolean error) {
        long second = second(now);
        int place = (int) (second % SECONDS);
        long stamp = second & STAMP;
        while (true) {
            long old = buckets.get(place);
            boolean anew = old >>> (2 * BITS) != stamp;
            long calls = anew ? 0 : old >>> BITS & COUNT;
            long errors = anew ? 0 : old & COUNT;
            if (calls == COUNT) {
                return;
            }
            long next = stamp << (2 * BITS) | (calls + 1) << BITS | errors + (error ? 1 : 0);
            if (buckets.compareAndSet(place, old, next)) {
                return;
            }
        }
    }

    public Counts counts(long now) {
        long stamp = second(now) & STAMP;
        long calls = 0;
        long errors = 0;
        for (int i = 0; i < SECONDS; i++) {
            long bucket = buckets.get(i);
            if ((stamp - (bucket >>> (2 * BITS)) & STAMP) < SECONDS) {
                calls += bucket >>> BITS & COUNT;
                errors += bucket & COUNT;
            }
        }
        return new Counts(calls, errors);
    }

    private long second(long now) {
        return (now - start) / 1_000_000_000;
    }
}
