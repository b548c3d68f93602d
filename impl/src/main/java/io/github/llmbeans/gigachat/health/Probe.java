package io.github.llmbeans.gigachat.health;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether one provider would answer now. However often and by however many it is asked, the provider is checked once per
 * interval at most, by one thread; who asks meanwhile waits for that check, up to the limit of time, and hears no when it
 * passes. An answered call proves as much as a check. Thread-safe.
 */
public final class Probe {
    private static final System.Logger LOG = System.getLogger(Probe.class.getName());

    private final BooleanSupplier check;
    private final Duration limit;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private final Executor executor;

    private volatile @Nullable Finding latest;
    private volatile @Nullable Finding proof;
    private @Nullable Flight flight;

    /** What was found, and when. */
    private record Finding(boolean healthy, long nanoTime) {}

    /** A check under way; it began at one moment of the given clock, and nobody waits beyond another of the real one. */
    private record Flight(long started, long deadline, CompletableFuture<Boolean> end) {
        long left() {
            return Math.max(0, deadline - System.nanoTime());
        }
    }

    /**
     * A probe.
     *
     * @param check asks the provider; blocks
     * @param limit how long somebody who asks waits at most
     * @param interval how long what was found holds
     * @param executor runs checks; one at a time
     */
    Probe(BooleanSupplier check, Duration limit, Duration interval, LongSupplier nanoTime, Executor executor) {
        this.check = check;
        this.limit = limit;
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.executor = executor;
    }

    /** Begins a check if one is due, so that several providers are checked side by side. Does not block. */
    void begin() {
        if (fresh() == null) {
            flight();
        }
    }

    /**
     * Whether the provider would answer. Blocks up to the limit of time, unless what was found last still holds.
     *
     * @return {@code false} also if the check takes too long or breaks
     */
    public boolean healthy() {
        Finding fresh = fresh();
        if (fresh != null) {
            return fresh.healthy();
        }
        Flight current = flight();
        try {
            return current.end().get(current.left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return found(false, current.started());
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The provider has answered a call just now. */
    synchronized void proved() {
        Finding answered = new Finding(true, nanoTime.getAsLong());
        proof = answered;
        latest = answered;
    }

    /** How long ago the provider was last proved to answer, by a check or by a call. */
    OptionalLong secondsSinceProof() {
        Finding last = proof;
        return last == null
                ? OptionalLong.empty()
                : OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - last.nanoTime()));
    }

    private @Nullable Finding fresh() {
        Finding found = latest;
        return found != null && nanoTime.getAsLong() - found.nanoTime() < interval.toNanos() ? found : null;
    }

    private synchronized Flight flight() {
        Flight current = flight;
        if (current == null) {
            Finding justNow = fresh();
            if (justNow != null) {
                // Found by somebody else since this caller looked.
                return new Flight(
                        justNow.nanoTime(), System.nanoTime(), CompletableFuture.completedFuture(justNow.healthy()));
            }
            Flight started =
                    new Flight(nanoTime.getAsLong(), System.nanoTime() + limit.toNanos(), new CompletableFuture<>());
            current = started;
            flight = started;
            try {
                executor.execute(() -> fly(started));
            } catch (RuntimeException | Error noThread) {
                land(started, false);
            }
        }
        return current;
    }

    private void fly(Flight current) {
        boolean healthy = false;
        try {
            healthy = check.getAsBoolean();
        } catch (RuntimeException | Error e) {
            // It may be anybody's, so its message may hold anything.
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "A health check has failed with {0}",
                    e.getClass().getName());
        }
        land(current, healthy);
    }

    private void land(Flight current, boolean healthy) {
        boolean outcome = found(healthy, current.started());
        synchronized (this) {
            flight = null;
        }
        current.end().complete(outcome);
    }

    /** An answer that came during a check says more than that it failed. */
    private synchronized boolean found(boolean healthy, long started) {
        Finding last = proof;
        if (!healthy && last != null && last.nanoTime() - started > 0) {
            return true;
        }
        Finding finding = new Finding(healthy, nanoTime.getAsLong());
        if (healthy) {
            proof = finding;
        }
        latest = finding;
        return healthy;
    }
}
