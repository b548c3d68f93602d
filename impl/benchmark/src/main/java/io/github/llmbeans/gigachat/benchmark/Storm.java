package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.client.Client;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Many callers at the moment when the token is no longer good. */
final class Storm {
    private final Client client;
    private final String server;

    Storm(Client client, String server) {
        this.client = client;
        this.server = server;
    }

    /** Everybody asks once at the same time. */
    Figures run(int callers) throws Exception {
        Counters before = Counters.of(server);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        Thread[] threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] = new Thread(() -> {
                try {
                    ready.countDown();
                    go.await();
                    client.call();
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            });
            threads[i].start();
        }
        ready.await();
        long begin = System.nanoTime();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        long took = System.nanoTime() - begin;
        if (failure.get() != null) {
            throw new IllegalStateException("a call has failed in the storm", failure.get());
        }
        Counters after = Counters.of(server);
        return new Figures()
                .with("callers", callers)
                .with("millis", took / 1e6)
                .with("tokens", after.tokens() - before.tokens())
                .with("rejected", after.rejected() - before.rejected());
    }
}
