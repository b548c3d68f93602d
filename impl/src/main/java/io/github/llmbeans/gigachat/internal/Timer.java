package io.github.llmbeans.gigachat.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts threads of a provider that have not finished in time, and remembers what is to be done later. Its own thread
 * is made on demand and ends when there is nothing to wait for.
 */
final class Timer implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor pool;

    Timer(String name) {
        this(task -> new Worker(task, name));
    }

    Timer(ThreadFactory threads) {
        pool = new ScheduledThreadPoolExecutor(1, threads);
        pool.setRemoveOnCancelPolicy(true);
        pool.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Watches the calling thread until it is done or the time is over.
     *
     * @throws Error if there is no thread for that; then nothing is watched
     */
    Limit limit(Duration time) {
        Limit limit = new Limit(Thread.currentThread());
        try {
            limit.alarm = pool.schedule(limit::pass, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            limit.pass();
        } catch (Error noThread) {
            limit.close();
            throw noThread;
        }
        return limit;
    }

    /** Does something short after a while; {@code false} if nothing will come of that. */
    boolean after(Duration time, Runnable task) {
        try {
            pool.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        } catch (OutOfMemoryError noThread) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** The time that one thread has. */
    static final class Limit implements TimeLimit {
        private final Thread thread;
        private volatile @Nullable Future<?> alarm;
        private boolean passed;
        private boolean done;

        private Limit(Thread thread) {
            this.thread = thread;
        }

        private synchronized void pass() {
            if (!done) {
                passed = true;
                thread.interrupt();
            }
        }

        /** Whether the time was over before the work was done. */
        @Override
        public synchronized boolean passed() {
            return passed;
        }

        /** The work is done: no interrupt comes any more, and one that came for this limit is cleared. */
        @Override
        public void close() {
            synchronized (this) {
                done = true;
                if (passed) {
                    Thread.interrupted();
                }
            }
            Future<?> left = alarm;
            if (left != null) {
                left.cancel(false);
            }
        }
    }
}
