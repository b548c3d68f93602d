package io.github.llmbeans.gigachat.benchmark;

import java.util.Arrays;

/** Many durations, one by one. Thread-safe. */
final class Durations {
    private long[] values = new long[1024];
    private int count;

    synchronized void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = nanos;
    }

    /** The smallest that at least so many per cent do not exceed. */
    synchronized long percentile(int percent) {
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(count * percent / 100.0) - 1)];
    }
}
