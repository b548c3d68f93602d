package io.github.llmbeans.internal;

import io.github.llmbeans.ConcurrencyLimiter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * So many permits, and a queue for the others in the order of their arrival. As long as nobody waits, taking and giving
 * back is one atomic step; the queue is guarded by this object.
 */
public final class FairLimiter implements ConcurrencyLimiter {
    private static final CompletionStage<@Nullable Void> NOW = CompletableFuture.completedStage(null);
    private static final long ONE_WAITS = 1L << Integer.SIZE;

    private final int maxConcurrent;
    private final int maxQueued;
    private final String source;

    /** How many hold a permit, in the lower half, and how many wait. Somebody waits only while all permits are held. */
    private final AtomicLong counts = new AtomicLong();

    private final LinkedHashSet<FairPermit> queue = new LinkedHashSet<>();
    private final OneByOne telling = new OneByOne();

    public FairLimiter(int maxConcurrent, int maxQueued, String source) {
        this.maxConcurrent = Checks.atLeast("maxConcurrent", maxConcurrent, 1);
        this.maxQueued = Checks.atLeast("maxQueued", maxQueued, 0);
        this.source = Objects.requireNonNull(source, "source must not be null");
    }

    private static int held(long counts) {
        return (int) counts;
    }

    private static int waiting(long counts) {
        return (int) (counts >>> Integer.SIZE);
    }

    @Override
    public Permit acquire(Duration patience) {
        return taken() ? new FairPermit() : queued();
    }

    private boolean taken() {
        long now = counts.get();
        while (held(now) < maxConcurrent) {
            if (counts.compareAndSet(now, now + 1)) {
                return true;
            }
            now = counts.get();
        }
        return false;
    }

    private synchronized FairPermit queued() {
        while (!taken()) {
            long now = counts.get();
            if (waiting(now) >= maxQueued) {
                throw new RejectedExecutionException(
                        maxConcurrent + " at once and " + maxQueued + " waiting are all there may be; see " + source);
            }
            if (held(now) == maxConcurrent && counts.compareAndSet(now, now + ONE_WAITS)) {
                FairPermit permit = new FairPermit(new CompletableFuture<>());
                queue.add(permit);
                return permit;
            }
        }
        return new FairPermit();
    }

    private void giveBack() {
        long now = counts.get();
        while (waiting(now) == 0) {
            if (counts.compareAndSet(now, now - 1)) {
                return;
            }
            now = counts.get();
        }
        FairPermit next = passedOn();
        if (next != null) {
            telling.run(next::tell); // Who is told may give back at once, and so on through the whole queue.
        }
    }

    /** Whoever is first in the queue takes over what is given back, so nobody can come in between. */
    private synchronized @Nullable FairPermit passedOn() {
        var first = queue.iterator();
        if (!first.hasNext()) {
            counts.decrementAndGet(); // The last one who waited has just left.
            return null;
        }
        FairPermit next = first.next();
        first.remove();
        counts.addAndGet(-ONE_WAITS);
        next.state.set(State.HELD);
        return next;
    }

    private synchronized boolean left(FairPermit permit) {
        if (!permit.state.compareAndSet(State.WAITING, State.CLOSED)) {
            return false;
        }
        queue.remove(permit);
        counts.addAndGet(-ONE_WAITS);
        return true;
    }

    @Override
    public String toString() {
        return maxConcurrent + " at once, " + waiting(counts.get()) + " wait; see " + source;
    }

    private enum State {
        WAITING,
        HELD,
        CLOSED
    }

    private final class FairPermit implements Permit {
        private final CompletionStage<@Nullable Void> turn;
        private final AtomicReference<State> state;

        /** One that is held. */
        FairPermit() {
            this.turn = NOW;
            this.state = new AtomicReference<>(State.HELD);
        }

        /** One that is waited for. */
        FairPermit(CompletableFuture<@Nullable Void> turn) {
            this.turn = turn;
            this.state = new AtomicReference<>(State.WAITING);
        }

        /** Outside the lock: whoever waits for the turn may act at once, on this thread. */
        void tell() {
            if (state.get() == State.HELD) {
                turn.toCompletableFuture().complete(null);
            }
        }

        @Override
        public CompletionStage<?> turn() {
            return turn;
        }

        @Override
        public void close() {
            boolean waits = state.get() == State.WAITING;
            if (!(waits && left(this)) && state.compareAndSet(State.HELD, State.CLOSED)) {
                giveBack();
            }
        }
    }
}
