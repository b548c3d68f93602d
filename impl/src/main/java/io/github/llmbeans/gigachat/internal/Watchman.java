package io.github.llmbeans.gigachat.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Ends what callers do on their own threads: when their time is over, and soon after they are interrupted, which a thread
 * that is blocked in a read does not notice by itself. Looks at all of them, every 10 ms while there are any, so that a call
 * which is answered in time costs no alarm. Thread-safe.
 */
final class Watchman {
    static final Duration PAUSE = Duration.ofMillis(10);

    private final Timer timer;
    private final Set<Watch> watched = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Looks when the timer says so. */
    Watchman(Timer timer) {
        this.timer = timer;
    }

    /**
     * Watches the calling thread until it is done.
     *
     * @param time how long it has
     * @param ending ends what the thread does; run once at most, never after the watch is closed, and short
     * @return {@code null} if nobody can look
     */
    @Nullable
    Watch watch(Duration time, Runnable ending) {
        Watch watch = new Watch(System.nanoTime() + time.toNanos(), ending);
        watched.add(watch);
        if (!lookLater()) {
            watch.close();
            return null;
        }
        return watch;
    }

    /**
     * Watches the calling thread, which is one of the provider's own, until it is done or is interrupted for being late.
     *
     * @return {@code null} if nobody can look
     */
    @Nullable
    TimeLimit limit(Duration time) {
        Watch watch = watch(time, Thread.currentThread()::interrupt);
        return watch == null ? null : new Interrupting(watch);
    }

    private boolean lookLater() {
        if (looking.getAndSet(true)) {
            return true;
        }
        boolean later = false;
        try {
            later = timer.after(PAUSE, this::look);
        } catch (Error noThread) {
            return false;
        } finally {
            if (!later) {
                looking.set(false);
            }
        }
        return later;
    }

    private void look() {
        long now = System.nanoTime();
        try {
            watched.forEach(watch -> watch.look(now));
        } finally {
            looking.set(false);
            if (!watched.isEmpty()) {
                lookLater();
            }
        }
    }

    private record Interrupting(Watch watch) implements TimeLimit {
        @Override
        public boolean passed() {
            return watch.late();
        }

        @Override
        public void close() {
            watch.close();
            if (watch.late()) {
                Thread.interrupted();
            }
        }
    }

    /** The time that one thread has. */
    final class Watch implements AutoCloseable {
        private final Thread thread = Thread.currentThread();
        private final long end;
        private final Runnable ending;
        private boolean late;
        private boolean over;

        private Watch(long end, Runnable ending) {
            this.end = end;
            this.ending = ending;
        }

        private void look(long now) {
            boolean timeIsOver = end - now <= 0;
            if (timeIsOver || thread.isInterrupted()) {
                synchronized (this) {
                    if (!over) {
                        over = true;
                        late = timeIsOver;
                        ending.run();
                    }
                }
            }
        }

        /** Whether the time was over before the work was done. */
        synchronized boolean late() {
            return late;
        }

        /** The work is done: nothing is ended any more. */
        @Override
        public void close() {
            synchronized (this) {
                over = true;
            }
            watched.remove(this);
        }
    }
}
