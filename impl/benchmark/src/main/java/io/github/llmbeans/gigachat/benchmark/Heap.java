package io.github.llmbeans.gigachat.benchmark;

import java.lang.management.ManagementFactory;

/** What is left of the heap after collecting what nobody needs. */
final class Heap {
    private static final int ROUNDS = 4;
    private static final long PAUSE_MILLIS = 50;

    private Heap() {}

    static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
