package io.github.llmbeans.internal;

import io.github.llmbeans.ProviderUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Notices when something that is done again and again takes too long once. One alarm for all who are watched, which is set
 * anew only for somebody whose time ends before it: so what is done in time costs none.
 */
public final class Lookout {
    private final Alarms alarms;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable Future<?> alarm;
    private volatile boolean set;
    private volatile long next;

    public Lookout(Alarms alarms) {
        this.alarms = alarms;
    }

    /** Watches nothing yet; {@code tooLong} is short. */
    public Watch watch(Runnable tooLong) {
        return new Watch(tooLong);
    }

    private boolean looksBy(long end) {
        return set && next - end <= 0;
    }

    private void lookBy(long end) {
        if (looksBy(end)) {
            return;
        }
        synchronized (this) {
            if (looksBy(end)) {
                return;
            }
            if (alarm != null) {
                alarm.cancel(false);
            }
            set = false;
            next = end;
            alarm = alarms.set(Math.max(0, end - System.nanoTime()), this::look);
            set = alarm != null;
        }
    }

    private void look() {
        synchronized (this) {
            set = false;
            alarm = null;
        }
        long now = System.nanoTime();
        watches.forEach(watch -> watch.look(now));
    }

    /** One thing that is done again and again. */
    public final class Watch {
        private final Runnable tooLong;
        private boolean known;
        private boolean watching;
        private boolean closed;
        private long end;

        private Watch(Runnable tooLong) {
            this.tooLong = tooLong;
        }

        /**
         * From now on it may take so long.
         *
         * @throws ProviderUnavailableException if there is no thread that could notice
         */
        public synchronized void start(long nanos) {
            if (closed) {
                return;
            }
            end = System.nanoTime() + nanos;
            watching = true;
            if (!known) {
                known = true;
                watches.add(this);
            }
            lookBy(end);
        }

        /** It is done. */
        public synchronized void stop() {
            watching = false;
        }

        /** It will not be done again, or by somebody who has not noticed yet: that is not watched. */
        public synchronized void close() {
            closed = true;
            watching = false;
            forget();
        }

        private void forget() {
            if (known) {
                known = false;
                watches.remove(this);
            }
        }

        private void look(long now) {
            synchronized (this) {
                if (!watching) {
                    forget();
                    return;
                }
                if (end - now > 0) {
                    lookBy(end);
                    return;
                }
                watching = false;
            }
            tooLong.run();
        }
    }
}
