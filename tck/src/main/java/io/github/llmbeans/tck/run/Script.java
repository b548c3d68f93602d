package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.Situation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** What one endpoint does: some situations in order, then one for all further requests. Thread-safe. */
public final class Script {
    private final Deque<Situation> next = new ArrayDeque<>();
    private final Runnable changed;
    private Situation afterwards;

    Script(Situation afterwards, Runnable changed) {
        this.afterwards = afterwards;
        this.changed = changed;
    }

    /**
     * What the next requests meet, after those that were said before.
     *
     * @param situations in order, one per request
     * @return this
     */
    public Script next(Situation... situations) {
        synchronized (this) {
            next.addAll(List.of(situations));
        }
        changed.run();
        return this;
    }

    /**
     * What all requests meet from now on; forgets what {@link #next} has said.
     *
     * @param situation the situation
     * @return this
     */
    public Script always(Situation situation) {
        synchronized (this) {
            next.clear();
            afterwards = Objects.requireNonNull(situation, "situation");
        }
        changed.run();
        return this;
    }

    /**
     * What requests meet when those of {@link #next} are used up.
     *
     * @param situation the situation
     * @return this
     */
    public Script afterwards(Situation situation) {
        synchronized (this) {
            afterwards = Objects.requireNonNull(situation, "situation");
        }
        changed.run();
        return this;
    }

    synchronized Situation take() {
        Situation situation = next.poll();
        return situation == null ? afterwards : situation;
    }

    synchronized Situation peek() {
        Situation situation = next.peek();
        return situation == null ? afterwards : situation;
    }
}
