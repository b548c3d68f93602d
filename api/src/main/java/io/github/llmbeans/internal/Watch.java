package io.github.llmbeans.internal;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Notices when something that is done again and again takes too long once. It is set for each time, which is cheap: a
 * running alarm is left running, and when it goes off early it is set anew for what is left.
 */
public final class Watch {
    private final Alarms alarms;
    private final Runnable tooLong;
    private @Nullable Future<?> alarm;
    private boolean watching;
    private boolean closed;
    private long end;

    public Watch(Alarms alarms, Runnable tooLong) {
        this.alarms = alarms;
        this.tooLong = tooLong;
    }

    /** From now on it may take so long. */
    public synchronized void start(long nanos) {
        if (closed) {
            return;
        }
        long newEnd = System.nanoTime() + nanos;
        if (alarm != null && newEnd - end < 0) {
            alarm.cancel(false);
            alarm = null;
        }
        watching = true;
        end = newEnd;
        if (alarm == null) {
            alarm = alarms.set(nanos, this::check);
        }
    }

    /** It is done. */
    public synchronized void stop() {
        watching = false;
    }

    /** It will not be done again, or by somebody who has not noticed yet: that leaves no alarm behind. */
    public synchronized void close() {
        closed = true;
        watching = false;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void check() {
        synchronized (this) {
            alarm = null;
            if (!watching) {
                return;
            }
            long left = end - System.nanoTime();
            if (left > 0) {
                alarm = alarms.set(left, this::check);
                return;
            }
            watching = false;
        }
        tooLong.run();
    }
}
