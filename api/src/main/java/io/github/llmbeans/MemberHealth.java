package io.github.llmbeans;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a member's health without asking, and the one check that may run. What a check has said holds for an
 * interval, and so does an answer to a call.
 */
final class MemberHealth {
    /** How long somebody waits for a check at most. The check goes on, and nobody else waits for it. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RouterMember member;
    private final LongSupplier nanoTime;
    private final long interval;
    private final Executor executor;
    private final AtomicReference<@Nullable Check> running = new AtomicReference<>();
    private volatile @Nullable Verdict last;

    private record Verdict(boolean healthy, long at) {}

    private record Check(CompletableFuture<Boolean> outcome, long begun) {}

    MemberHealth(RouterMember member, LongSupplier nanoTime, Duration interval, Executor executor) {
        this.member = member;
        this.nanoTime = nanoTime;
        this.interval = interval.toNanos();
        this.executor = executor;
    }

    /** As far as is known; {@code true} if nothing is. */
    boolean available() {
        Long proved = member.metrics().proved();
        Verdict verdict = last;
        if (late(nanoTime.getAsLong()) && !fresh(proved)) {
            return false;
        }
        return verdict == null || verdict.healthy() || (proved != null && proved - verdict.at() > 0);
    }

    /** A check runs already for longer than anybody waits. */
    private boolean late(long now) {
        Check check = running.get();
        return check != null && now - check.begun() >= PATIENCE.toNanos();
    }

    private boolean fresh(@Nullable Long at) {
        return at != null && nanoTime.getAsLong() - at < interval;
    }

    /**
     * Finds out whether the member is available, if that is not known.
     *
     * @return {@code null} if {@link #available()} tells already; a check may be begun all the same, for those who come
     *     later. Otherwise what completes when it does; never fails
     */
    @Nullable
    CompletableFuture<Boolean> awaited() {
        if (fresh(member.metrics().proved())) {
            return null;
        }
        Verdict verdict = last;
        if (verdict != null && fresh(verdict.at())) {
            return null;
        }
        boolean known = !available();
        CompletableFuture<Boolean> outcome = check();
        return known ? null : outcome;
    }

    /** How long somebody who comes now still waits for the check that runs. */
    Duration patience() {
        Check check = running.get();
        return check == null
                ? PATIENCE
                : PATIENCE.minusNanos(Math.min(PATIENCE.toNanos(), nanoTime.getAsLong() - check.begun()));
    }

    /** The check that runs, a new one if there is none. */
    private CompletableFuture<Boolean> check() {
        Check mine = new Check(new CompletableFuture<>(), nanoTime.getAsLong());
        Check running = this.running.compareAndExchange(null, mine);
        if (running != null) {
            return running.outcome();
        }
        try {
            executor.execute(() -> end(mine, heard(RouterHealth.ask(member))));
        } catch (RuntimeException | Error noThread) {
            end(mine, true); // Nothing is known, and the call itself will tell.
        }
        return mine.outcome();
    }

    private void end(Check check, boolean healthy) {
        running.set(null);
        check.outcome().complete(healthy);
    }

    /** Somebody has asked the check. */
    boolean heard(boolean healthy) {
        last = new Verdict(healthy, nanoTime.getAsLong());
        return healthy;
    }
}
