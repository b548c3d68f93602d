package io.github.llmbeans.gigachat.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * REST clients of which each serves one exchange at a time, over a connection of its own. So closing one ends just that
 * exchange, also while it is blocked, which no standard API does otherwise. Those that are free are used again, the last
 * one first; those that have been free for a minute are closed when another one becomes free. Thread-safe.
 */
final class Lines<C extends AutoCloseable> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Lines.class.getName());
    private static final long LONGEST_REST = Duration.ofMinutes(1).toNanos();

    private final Supplier<C> factory;
    private final Predicate<C> current;
    private final Deque<Resting<C>> free = new ArrayDeque<>();
    private final Set<C> all = new HashSet<>();
    private boolean closed;

    /**
     * None yet.
     *
     * @param factory makes one
     * @param current whether one that has rested may be used again
     */
    Lines(Supplier<C> factory, Predicate<C> current) {
        this.factory = factory;
        this.current = current;
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
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                all.add(made);
            }
        }
        if (late) {
            quietly(made);
        }
        return made;
    }

    private synchronized @Nullable C rested() {
        Resting<C> last = free.pollFirst();
        return last == null ? null : last.line;
    }

    /** It is whole and can serve others. */
    void giveBack(C line) {
        List<C> tooOld = new ArrayList<>();
        synchronized (this) {
            if (!all.contains(line)) {
                return;
            }
            long now = System.nanoTime();
            free.addFirst(new Resting<>(line, now));
            while (now - free.getLast().since > LONGEST_REST) {
                C old = free.removeLast().line;
                all.remove(old);
                tooOld.add(old);
            }
        }
        tooOld.forEach(Lines::quietly);
    }

    /** Ends it and what it is doing; any thread, any number of times. */
    void end(C line) {
        boolean mine;
        synchronized (this) {
            mine = all.remove(line);
        }
        if (mine) {
            quietly(line);
        }
    }

    @Override
    public void close() {
        Set<C> open;
        synchronized (this) {
            closed = true;
            open = Set.copyOf(all);
            all.clear();
            free.clear();
        }
        open.forEach(Lines::quietly);
    }

    private static void quietly(AutoCloseable line) {
        try {
            line.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.DEBUG, "A REST client did not close cleanly", e);
        }
    }

    private record Resting<C>(C line, long since) {}
}
