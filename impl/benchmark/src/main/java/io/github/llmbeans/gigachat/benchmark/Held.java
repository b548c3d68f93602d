package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.client.Client;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls that a server does not answer, and what each of them keeps. */
final class Held {
    private static final int CONNECTIONS = 200;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Client client;
    private final String server;

    Held(Client client, String server) {
        this.client = client;
        this.server = server;
    }

    /** So many, each with a thread of its caller that waits. */
    Figures blocking(int calls) throws Exception {
        return held(calls, calls, () -> {
            Thread thread = new Thread(this::callInVain);
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** So many, of which no caller waits; some have a connection, the others wait for one. */
    Figures async(int calls) throws Exception {
        return held(calls, CONNECTIONS, client::callAsync);
    }

    private void callInVain() {
        try {
            client.call();
        } catch (RuntimeException ended) {
            // It is held until everything ends.
        }
    }

    private Figures held(int calls, int arriving, Runnable one) throws Exception {
        long before = Counters.of(server).requests();
        long heap = Heap.used();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        for (int i = 0; i < calls; i++) {
            one.run();
        }
        await(before + arriving);
        return new Figures()
                .with("calls", calls)
                .with("bytes", (double) (Heap.used() - heap) / calls)
                .with("threads", ManagementFactory.getThreadMXBean().getThreadCount() - threads);
    }

    private void await(long requests) throws IOException, InterruptedException, TimeoutException {
        long begin = System.nanoTime();
        while (Counters.of(server).requests() < requests) {
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                throw new TimeoutException(
                        "not all calls have arrived: " + Counters.of(server).requests() + " of " + requests);
            }
            Thread.sleep(20);
        }
    }
}
