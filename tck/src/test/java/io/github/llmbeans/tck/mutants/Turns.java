package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ConcurrencyLimiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/** A limiter with a queue; a mutant overrides one method. Those are called under its lock. */
class Turns implements ConcurrencyLimiter {
    protected final Deque<Turn> waiting = new ArrayDeque<>();
    private final int most;
    private final int queued;
    private int held;
    private int keptBack;

    Turns(int most, int queued) {
        this.most = most;
        this.queued = queued;
    }

    protected boolean mayGo() {
        return held < most;
    }

    protected Turn next() {
        return waiting.poll();
    }

    protected void leaves(Turn turn) {
        waiting.remove(turn);
    }

    @Override
    public Permit acquire(Duration patience) {
        Turn turn = new Turn(patience);
        synchronized (this) {
            if (!mayGo()) {
                if (waiting.size() >= queued) {
                    throw new RejectedExecutionException(queued + " wait already");
                }
                waiting.add(turn);
                return turn;
            }
            held++;
            turn.held = true;
        }
        turn.coming.complete(null);
        return turn;
    }

    /** One place more than there should be. */
    final void giveBack() {
        Turn next;
        synchronized (this) {
            next = next();
            if (next == null) {
                held--;
                return;
            }
            next.held = true;
        }
        next.coming.complete(null);
    }

    /** The next place that is given back is not. */
    final synchronized void keepBack() {
        keptBack++;
    }

    private synchronized boolean free(Turn turn) {
        if (turn.closed) {
            return false;
        }
        turn.closed = true;
        if (!turn.held) {
            leaves(turn);
            return false;
        }
        boolean kept = keptBack > 0;
        keptBack -= kept ? 1 : 0;
        return !kept;
    }

    /** One caller's. */
    final class Turn implements Permit {
        private final CompletableFuture<Void> coming = new CompletableFuture<>();
        private final long end;
        private boolean held;
        private boolean closed;

        private Turn(Duration patience) {
            this.end = System.nanoTime() + patience.toNanos();
        }

        /** Whether its caller's time is over, or all but. */
        boolean late() {
            return System.nanoTime() - end > -Duration.ofMillis(100).toNanos();
        }

        @Override
        public CompletionStage<?> turn() {
            return coming;
        }

        @Override
        public void close() {
            if (free(this)) {
                giveBack();
            }
        }
    }
}
