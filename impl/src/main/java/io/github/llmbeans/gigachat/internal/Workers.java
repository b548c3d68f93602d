package io.github.llmbeans.gigachat.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads of one provider, made on demand and ended after idling for 10 s. A task runs with the context class
 * loader of whoever gave it, and no thread keeps a class loader once its task is done.
 */
final class Workers implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    Workers(String name) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(null);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        pool.execute(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            try {
                task.run();
            } finally {
                Thread.currentThread().setContextClassLoader(null);
            }
        });
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
