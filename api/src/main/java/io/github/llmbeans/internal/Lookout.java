package io.github.llmbeans.internal;

import io.github.llmbeans.ProviderUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
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

    /** How many are known. */
    int watched() {
        return watches.size();
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

    /** What the alarm does. One at a time. */
    void look() {
        synchronized (this) {
            set = false;
            alarm = null;
        }
        long now = System.nanoTime();
        watches.forEach(watch -> watch.look(now));
    }

    /** One thing that is done again and again. Stays known in between until somebody looks, so that doing it costs no lock. */
    public final class Watch {
        private static final long NEVER = 0;

        private final Runnable tooLong;
        private final AtomicLong end = new AtomicLong(NEVER);
        private volatile boolean known;
        private volatile boolean closed;

        private Watch(Runnable tooLong) {
            this.tooLong = tooLong;
        }

        /**
         * From now on it may take so long.
         *
         * @throws ProviderUnavailableException if there is no thread that could notice
         */
        public void start(long nanos) {
            if (closed) {
                return;
            }
            long moment = System.nanoTime() + nanos;
            end.set(moment == NEVER ? NEVER + 1 : moment);
            if (!known) {
                remember();
            }
            if (closed) {
                close(); // Meanwhile, and has found nothing to forget.
                return;
            }
            lookBy(moment);
        }

        /** It is done. */
        public void stop() {
            end.lazySet(NEVER);
        }

        /** It will not be done again, or by somebody who has not noticed yet: that is not watched. */
        public void close() {
            closed = true;
            end.set(NEVER);
            forget();
        }

        private void remember() {
            known = true;
            watches.add(this);
        }

        /** In this order: whoever adds it in between says afterwards that it is not known, and at worst adds it once more. */
        private void forget() {
            watches.remove(this);
            known = false;
        }

        private void look(long now) {
            long moment = end.get();
            if (moment == NEVER) {
                forget();
                if (end.get() != NEVER) {
                    remember(); // It is done again, and has not seen that it is forgotten; its alarm is set.
                }
                if (closed) {
                    forget(); // Meanwhile.
                }
            } else if (moment - now > 0) {
                lookBy(moment);
            } else if (end.compareAndSet(moment, NEVER)) {
                tooLong.run();
            }
        }
    }
}
