package io.github.llmbeans.internal;

import io.github.llmbeans.ProviderUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends what threads of others are blocked in soon after they are interrupted, which a read of a socket does not notice by
 * itself. One alarm looks after all of them, every 10 ms while there are any.
 */
public final class Interrupts {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private final Alarms alarms;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    public Interrupts(Alarms alarms) {
        this.alarms = alarms;
    }

    /** Somebody who reads again and again, on whatever thread; {@code ending} is short and ends such a read. */
    public Reader reader(Runnable ending) {
        return new Reader(ending);
    }

    private void lookLater() {
        if (looking.getAndSet(true)) {
            return;
        }
        boolean set = false;
        try {
            set = alarms.set(PAUSE, this::look) != null;
        } finally {
            if (!set) {
                looking.set(false);
            }
        }
    }

    /** How many are known. */
    int lookedAfter() {
        return readers.size();
    }

    /** What the alarm does. One at a time. */
    void look() {
        try {
            readers.forEach(Reader::look);
        } finally {
            looking.set(false);
            if (!readers.isEmpty()) {
                lookLater();
            }
        }
    }

    /** Stays known between two reads until somebody looks, so that a read which is over at once costs next to nothing. */
    public final class Reader {
        private final Runnable ending;
        private volatile @Nullable Thread thread;
        private volatile boolean known;
        private boolean interrupted;

        private Reader(Runnable ending) {
            this.ending = ending;
        }

        /**
         * The calling thread begins to read.
         *
         * @throws ProviderUnavailableException if there is no thread that could look after it; then it does not
         */
        public void begin() {
            thread = Thread.currentThread();
            if (!known) {
                known = true;
                readers.add(this);
                try {
                    lookLater();
                } catch (ProviderUnavailableException noThread) {
                    end();
                    forget();
                    throw noThread;
                }
            }
        }

        /** It is done: from now on nothing is ended any more. */
        public synchronized void end() {
            thread = null;
        }

        private void look() {
            if (thread == null) {
                forget();
                if (thread != null) {
                    remember(); // It has begun again, and has not seen that it is forgotten.
                }
                return;
            }
            synchronized (this) {
                Thread reading = thread;
                if (!interrupted && reading != null && reading.isInterrupted()) {
                    interrupted = true;
                    ending.run();
                }
            }
        }

        private void remember() {
            known = true;
            readers.add(this);
        }

        /** In this order: who is added in between is not known afterwards, and at worst added once more. */
        private void forget() {
            readers.remove(this);
            known = false;
        }
    }
}
