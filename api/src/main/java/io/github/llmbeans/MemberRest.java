package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Until when a member of a router is passed over, because it has said when to come back. */
final class MemberRest implements CallMetrics.Listener {
    /** Nobody is passed over for longer: a time that is further away is more likely a mistake than meant. */
    static final Duration LONGEST = Duration.ofDays(1);

    private final String member;
    private final LongSupplier nanoTime;
    private volatile @Nullable Until until;

    private record Until(
            long end, boolean limited, @Nullable Integer status) {}

    MemberRest(String member, LongSupplier nanoTime) {
        this.member = member;
        this.nanoTime = nanoTime;
    }

    /** Only what the member says of itself counts: if a router is the member, one of its own may be tired, not all. */
    @Override
    public void failed(Throwable failure) {
        if ((failure instanceof RateLimitException || failure instanceof ProviderUnavailableException)
                && failure instanceof ProviderException told
                && told.provider().equals(member)) {
            told.retryAfter().filter(time -> !time.isZero()).ifPresent(time -> rest(time, told));
        }
    }

    /** It works again. That it answers one call does not say that it has room for others. */
    @Override
    public void answered() {
        Until rest = until;
        if (rest != null && !rest.limited()) {
            end();
        }
    }

    private synchronized void end() {
        if (until != null && !until.limited()) {
            until = null;
        }
    }

    private synchronized void rest(Duration time, ProviderException reason) {
        long end = nanoTime.getAsLong() + Math.min(TimeUnit.NANOSECONDS.convert(time), LONGEST.toNanos());
        Until now = until;
        if (now == null || end - now.end() > 0) {
            OptionalInt status = reason.status();
            until = new Until(end, reason instanceof RateLimitException, status.isPresent() ? status.getAsInt() : null);
        }
    }

    /** How long it will still be passed over; {@code null} if it is asked. */
    @Nullable
    Duration left() {
        return left(until);
    }

    private @Nullable Duration left(@Nullable Until rest) {
        if (rest == null) {
            return null;
        }
        long left = rest.end() - nanoTime.getAsLong();
        return left <= 0 ? null : Duration.ofNanos(left);
    }

    /** Why it is not asked, told as its failure without any attempt; {@code null} if it is asked. */
    @Nullable
    ProviderException refusal() {
        Until rest = until;
        Duration left = left(rest);
        if (rest == null || left == null) {
            return null;
        }
        String message = "Provider '" + member + "' is not asked for another " + Texts.secondsLeft(left)
                + ", since it has said so";
        Failure facts = new Failure(member, rest.status(), null, left, true);
        ProviderException refusal = rest.limited()
                ? new RateLimitException(message, facts)
                : new ProviderUnavailableException(message, facts);
        refusal.recordAttempts(0);
        return refusal;
    }
}
