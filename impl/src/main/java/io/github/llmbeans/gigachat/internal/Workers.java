package io.github.llmbeans.gigachat.internal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads of one provider, made on demand and ended after idling for 10 s. A task runs with the context class
 * loader of whoever gave it, and no thread keeps a class loader once its task is done, or thread locals of anybody.
 */
final class Workers implements Executor, AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;
    private final ThreadLocal<Boolean> working = new ThreadLocal<>();
    private final Timer timer;

    Workers(String name) {
        this(name, false);
    }

    /** A virtual thread needs no help when it is interrupted: that closes the socket it reads from. */
    Workers(String name, boolean virtual) {
        this(virtual ? VirtualThreads.factory(name).orElseGet(() -> daemons(name)) : daemons(name), name);
    }

    Workers(ThreadFactory threads) {
        this(threads, "llmbeans");
    }

    Workers(ThreadFactory threads, String name) {
        this(threads, new Timer(name + "-timer"));
    }

    Workers(ThreadFactory threads, Timer timer) {
        this.timer = timer;
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> new Worker(task, name + "-" + number.incrementAndGet());
    }

    @Override
    public void execute(Runnable task) {
        ClassLoader loader = CallersLoader.current();
        pool.execute(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            working.set(true);
            try {
                task.run();
            } finally {
                working.remove();
                Thread.currentThread().setContextClassLoader(null);
            }
        });
    }

    /** Whether the calling thread is one of these. */
    boolean mine() {
        return working.get() != null;
    }

    /** Runs a task after a while, unless this is closed by then; {@code false} if that is known already. */
    boolean later(Duration time, Runnable task) {
        return timer.after(time, () -> {
            try {
                execute(task);
            } catch (RejectedExecutionException closed) {
                return;
            } catch (OutOfMemoryError noThread) {
                task.run();
            }
        });
    }

    Timer timer() {
        return timer;
    }

    boolean closed() {
        return pool.isShutdown();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        timer.close();
    }
}
