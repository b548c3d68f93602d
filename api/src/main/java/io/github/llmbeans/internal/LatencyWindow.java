package io.github.llmbeans.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long answers have taken, in nanoseconds: all of them as a mean, the last 100 one by one. Nobody waits for a lock. */
public final class LatencyWindow {
    /** How many are kept one by one. */
    public static final int SIZE = 100;

    private static final int RECENT = 10;
    private static final int ENOUGH = 20;
    private static final long FLOOR = 10_000_000;

    private final AtomicLongArray ring = new AtomicLongArray(SIZE);
    private final AtomicLong count = new AtomicLong();
    private final LongAdder all = new LongAdder();
    private final LongAdder rolling = new LongAdder();

    public void add(long nanos) {
        int place = (int) (count.getAndIncrement() % SIZE);
        rolling.add(nanos - ring.getAndSet(place, nanos));
        all.add(nanos);
    }

    public long count() {
        return count.get();
    }

    /** Of all answers; 0 if there are none. */
    public long mean() {
        return mean(all.sum(), count.get());
    }

    /** Of the last 100 answers; 0 if there are none. */
    public long rollingMean() {
        return mean(rolling.sum(), Math.min(SIZE, count.get()));
    }

    private static long mean(long sum, long of) {
        return of == 0 ? 0 : sum / of;
    }

    /** The last 100, in ascending order. */
    public long[] sorted() {
        long[] copy = new long[(int) Math.min(SIZE, count.get())];
        Arrays.setAll(copy, ring::get);
        Arrays.sort(copy);
        return copy;
    }

    /** The smallest value that at least so many per cent do not exceed. */
    public static long percentile(long[] sorted, int percent) {
        return sorted[(sorted.length * percent + 99) / 100 - 1];
    }

    /**
     * Whether the last 10 have taken at least twice as long as those before them, on average. It needs 20 to say so, and
     * what takes less than 10 ms is never slow.
     */
    public boolean slower() {
        long seen = count.get();
        if (seen < ENOUGH) {
            return false;
        }
        long recent = 0;
        for (long i = seen - RECENT; i < seen; i++) {
            recent += ring.get((int) (i % SIZE));
        }
        long before = (all.sum() - recent) / (seen - RECENT);
        return recent / RECENT >= Math.max(FLOOR, 2 * before);
    }
}
