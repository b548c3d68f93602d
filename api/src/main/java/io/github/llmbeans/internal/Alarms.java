package io.github.llmbeans.internal;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One daemon thread that wakes others in time; made on demand, ends when idle for 10 s. What it runs must be short. */
public final class Alarms implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean closed;

    public Alarms(String name) {
        this.name = name;
    }

    /** Runs the task after so many nanoseconds; not at all once this is closed. */
    public synchronized @Nullable Future<?> set(long nanos, Runnable task) {
        if (closed) {
            return null;
        }
        if (timer == null) {
            timer = newTimer();
        }
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, task -> {
            // Nothing is inherited: it would keep what belongs to an application.
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
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
