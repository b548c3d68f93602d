package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.client.Client;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** So many threads that ask again and again for a while, and what that cost the process. */
final class Load {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Client client;
    private final String kind;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong allocated = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final LongConsumer firstPieces;

    /**
     * A load of one kind.
     *
     * @param kind {@code plain}, {@code stream} or {@code loop}
     * @param firstPieces told how many nanoseconds each first piece took
     */
    Load(Client client, String kind, LongConsumer firstPieces) {
        this.client = client;
        this.kind = kind;
        this.firstPieces = firstPieces;
    }

    /** Lasts as long as it is told to, and until the last call has its answer. */
    Figures run(int callers, long nanos) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        Thread[] threads = new Thread[callers];
        AtomicLong end = new AtomicLong();
        for (int i = 0; i < callers; i++) {
            threads[i] = new Thread(() -> ask(ready, go, end), "caller-" + i);
            threads[i].start();
        }
        ready.await();
        Set<Long> own = Arrays.stream(threads).map(Thread::getId).collect(Collectors.toSet());
        long allocatedBefore = allocatedByOthers(own);
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        end.set(begin + nanos);
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - begin;
        long used = SYSTEM.getProcessCpuTime() - cpu;
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a call has failed", failed);
        }
        long bytes = allocated.get() + Math.max(0, allocatedByOthers(own) - allocatedBefore);
        return new Figures()
                .with("calls", calls.get())
                .with("seconds", took / 1e9)
                .with("rate", calls.get() / (took / 1e9))
                .with("cpu", used / 1e3 / calls.get())
                .with("bytes", (double) bytes / calls.get());
    }

    private void ask(CountDownLatch ready, CountDownLatch go, AtomicLong end) {
        try {
            ready.countDown();
            go.await();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long mine = 0;
            do {
                once();
                mine++;
            } while (System.nanoTime() - end.get() < 0);
            calls.addAndGet(mine);
            allocated.addAndGet(THREADS.getCurrentThreadAllocatedBytes() - before);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void once() {
        long begin = System.nanoTime();
        Runnable first = () -> firstPieces.accept(System.nanoTime() - begin);
        switch (kind) {
            case "plain" -> client.call();
            case "stream" -> client.stream(first);
            case "loop" -> client.loop(first);
            default -> throw new IllegalArgumentException("a kind is plain, stream or loop, was " + kind);
        }
    }

    /** Threads that end meanwhile take their figures with them; those of the clients live longer than a load. */
    private static long allocatedByOthers(Set<Long> callers) {
        long[] ids = Arrays.stream(THREADS.getAllThreadIds())
                .filter(id -> !callers.contains(id))
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids))
                .filter(bytes -> bytes > 0)
                .sum();
    }
}
