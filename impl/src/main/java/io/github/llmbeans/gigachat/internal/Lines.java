package io.github.llmbeans.gigachat.internal;

import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * REST clients of which each serves one exchange at a time, over a connection of its own. So closing one ends just that
 * exchange, also while it is blocked, which no standard API does otherwise. Those that are free are used again, the last
 * one first; those that have been free for a minute are closed. Thread-safe, without a lock: every call comes by here twice.
 */
final class Lines<C extends AutoCloseable> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lines.class.getName());
    static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /** RESTEasy's HTTP client looks after 2 s whether a connection is still there, and opens another one if not. */
    static final Duration WARM = Duration.ofSeconds(1);

    /** Runs something after a while. */
    interface Later {
        /** {@code false} if nothing will come of that. */
        boolean after(Duration time, Runnable task);
    }

    private final String provider;
    private final Supplier<C> factory;
    private final Predicate<C> current;
    private final Later later;
    private final LongSupplier nanoTime;
    private final Deque<Resting<C>> free = new ConcurrentLinkedDeque<>();
    private final Set<C> all = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * None yet.
     *
     * @param provider whose lines they are
     * @param factory makes one
     * @param current whether one that has rested may be used again
     * @param later what closes those that have rested for long
     */
    Lines(String provider, Supplier<C> factory, Predicate<C> current, Later later) {
        this(provider, factory, current, later, System::nanoTime);
    }

    Lines(String provider, Supplier<C> factory, Predicate<C> current, Later later, LongSupplier nanoTime) {
        this.provider = provider;
        this.factory = factory;
        this.current = current;
        this.later = later;
        this.nanoTime = nanoTime;
    }

    /** Makes the first one, which shows whether one can be made. It has no connection yet that could be closed in time. */
    void prepare() {
        rest(take(), false);
    }

    /**
     * One that has only just served somebody, so its connection is there and nothing has to be looked up or opened; for the
     * caller alone, until it is given back or ended. {@code null} if there is none.
     */
    @Nullable
    C takeWarm() {
        Resting<C> last = lastResting();
        if (last == null) {
            return null;
        }
        boolean warm = last.connected && nanoTime.getAsLong() - last.since < WARM.toNanos();
        if (!warm || !current.test(last.line)) {
            free.addFirst(last);
            return null;
        }
        return last.line;
    }

    /** One for the caller alone, until it is given back or ended. */
    C take() {
        for (C rested = rested(); rested != null; rested = rested()) {
            if (current.test(rested)) {
                return rested;
            }
            end(rested);
        }
        C made = factory.get();
        all.add(made);
        if (closed) {
            end(made); // Whoever closes everything may have looked before.
        }
        return made;
    }

    private @Nullable C rested() {
        Resting<C> last = lastResting();
        return last == null ? null : last.line;
    }

    /** One that was ended meanwhile is passed over. */
    private @Nullable Resting<C> lastResting() {
        Resting<C> last = free.pollFirst();
        while (last != null && !all.contains(last.line)) {
            last = free.pollFirst();
        }
        return last;
    }

    /**
     * It is whole and can serve others.
     *
     * @param connected whether its connection is open, as far as anybody knows
     */
    void giveBack(C line, boolean connected) {
        if (rest(line, connected)) {
            sweepAfter(LONGEST_REST);
        }
    }

    /** Whether somebody must look after those who rest. */
    private boolean rest(C line, boolean connected) {
        if (!all.contains(line)) {
            return false;
        }
        free.addFirst(new Resting<>(line, nanoTime.getAsLong(), connected));
        return !sweeping.get();
    }

    private void sweepAfter(Duration time) {
        if (!sweeping.getAndSet(true) && !later.after(time, this::sweep)) {
            sweeping.set(false);
        }
    }

    private void sweep() {
        sweeping.set(false);
        for (Resting<C> oldest = free.peekLast(); oldest != null; oldest = free.peekLast()) {
            Duration left = LONGEST_REST.minusNanos(nanoTime.getAsLong() - oldest.since);
            if (!left.isNegative() && !left.isZero()) {
                sweepAfter(left);
                return;
            }
            if (free.removeLastOccurrence(oldest)) {
                end(oldest.line); // Nobody has taken it since.
            }
        }
    }

    /** Ends it and what it is doing; any thread, any number of times. */
    void end(C line) {
        if (all.remove(line)) {
            quietly(line);
        }
    }

    @Override
    public void close() {
        closed = true;
        all.forEach(this::end);
        free.clear();
    }

    private void quietly(AutoCloseable line) {
        try {
            line.close();
        } catch (Exception e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A REST client of provider ''{0}'' did not close cleanly: {1}",
                    provider,
                    e.getClass().getName());
        }
    }

    /** Compared by identity: the same line rests again and again. */
    private static final class Resting<C> {
        private final C line;
        private final long since;
        private final boolean connected;

        Resting(C line, long since, boolean connected) {
            this.line = line;
            this.since = since;
            this.connected = connected;
        }
    }
}
