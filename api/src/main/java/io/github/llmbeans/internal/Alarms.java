package io.github.llmbeans.internal;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderUnavailableException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One daemon thread that wakes others in time; made on demand, ends when idle for 10 s. What it runs must be short. */
public final class Alarms implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final String provider;
    private final ThreadFactory threads;
    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean closed;

    public Alarms(String provider) {
        this(provider, task -> {
            // Nothing is inherited: it would keep what belongs to an application.
            Thread thread = new Thread(null, task, "llmbeans-" + provider + "-alarms", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }

    public Alarms(String provider, ThreadFactory threads) {
        this.provider = provider;
        this.threads = threads;
    }

    /**
     * Runs the task after so many nanoseconds; not at all once this is closed.
     *
     * @throws ProviderUnavailableException if no thread can be started for it
     */
    public synchronized @Nullable Future<?> set(long nanos, Runnable task) {
        if (closed) {
            return null;
        }
        if (timer == null) {
            timer = newTimer();
        }
        try {
            return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (OutOfMemoryError e) {
            // It has no thread, and so no task but this one, which nobody waits for.
            timer.shutdownNow();
            timer = null;
            throw new ProviderUnavailableException(
                    "No thread can be started to watch the time; the machine or the process has too many, or no memory"
                            + " is left",
                    Failure.of(provider),
                    e);
        }
    }

    private ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, threads);
        made.setRemoveOnCancelPolicy(true);
        made.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        made.allowCoreThreadTimeOut(true);
        return made;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
