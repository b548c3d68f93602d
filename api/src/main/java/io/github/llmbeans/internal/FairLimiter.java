package io.github.llmbeans.internal;

import io.github.llmbeans.ConcurrencyLimiter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** So many permits, and a queue for the others in the order of their arrival. Its fields are guarded by itself. */
public final class FairLimiter implements ConcurrencyLimiter {
    private final int maxConcurrent;
    private final int maxQueued;
    private final String source;
    private final LinkedHashSet<FairPermit> waiting = new LinkedHashSet<>();
    private int held;

    public FairLimiter(int maxConcurrent, int maxQueued, String source) {
        this.maxConcurrent = Checks.atLeast("maxConcurrent", maxConcurrent, 1);
        this.maxQueued = Checks.atLeast("maxQueued", maxQueued, 0);
        this.source = Objects.requireNonNull(source, "source");
    }

    @Override
    public Permit acquire(Duration patience) {
        FairPermit permit = new FairPermit();
        synchronized (this) {
            if (held < maxConcurrent) {
                held++;
                permit.state = State.HELD;
                permit.turn.complete(null); // Nobody else knows of it yet.
            } else if (waiting.size() < maxQueued) {
                waiting.add(permit);
            } else {
                throw new RejectedExecutionException(
                        maxConcurrent + " at once and " + maxQueued + " waiting are all there may be; see " + source);
            }
        }
        return permit;
    }

    /** Whoever is first in the queue takes over what is given back, so nobody can come in between. */
    private void giveBack(FairPermit permit) {
        FairPermit next;
        synchronized (this) {
            next = permit.state == State.HELD ? passOn() : null;
            if (permit.state == State.WAITING) {
                waiting.remove(permit);
            }
            permit.state = State.CLOSED;
        }
        if (next != null) {
            next.tell();
        }
    }

    private @Nullable FairPermit passOn() {
        var first = waiting.iterator();
        if (!first.hasNext()) {
            held--;
            return null;
        }
        FairPermit next = first.next();
        first.remove();
        next.state = State.HELD;
        return next;
    }

    @Override
    public synchronized String toString() {
        return maxConcurrent + " at once, " + waiting.size() + " wait; see " + source;
    }

    private enum State {
        WAITING,
        HELD,
        CLOSED
    }

    private final class FairPermit implements Permit {
        private final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
        private State state = State.WAITING;

        /** Outside the lock: whoever waits for the turn may act at once, on this thread. */
        private void tell() {
            boolean mine;
            synchronized (FairLimiter.this) {
                mine = state == State.HELD;
            }
            if (mine) {
                turn.complete(null);
            }
        }

        @Override
        public CompletionStage<?> turn() {
            return turn;
        }

        @Override
        public void close() {
            giveBack(this);
        }
    }
}
