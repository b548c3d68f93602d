package io.github.llmbeans.gigachat.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * When a granted token is refreshed and when it ends, by the local clock.
 *
 * <p>Units are told apart by magnitude, since GigaChat's documentation shows both (GigaChat REST reference §1.1). The
 * server's end is corrected by the difference between its {@code Date} header and the local clock. The refresh comes
 * ahead of the end by the buffer, but by no more than a fifth of the lifetime, and by a random part of a tenth of the
 * lifetime more, so that a token that lives shorter than the buffer is still used for most of its life and many
 * processes do not refresh together.
 */
public final class TokenTiming {
    /** Documented lifetime, for an answer that does not say (GigaChat REST reference §1.1). */
    static final Duration DOCUMENTED_LIFETIME = Duration.ofMinutes(30);

    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long NOTICEABLE_SKEW_MILLIS = 2_000;

    private final long bufferMillis;
    private final DoubleSupplier random;

    public TokenTiming(Duration buffer, DoubleSupplier random) {
        this.bufferMillis = buffer.toMillis();
        this.random = random;
    }

    AccessToken accept(TokenGrant grant, long nowMillis) {
        long expiresAt = expiresAt(grant, nowMillis);
        long lifetime = Math.max(0, expiresAt - nowMillis);
        long ahead = Math.min(bufferMillis, lifetime / 5) + (long) (random.getAsDouble() * (lifetime / 10.0));
        return new AccessToken(grant.token(), nowMillis, expiresAt - ahead, expiresAt);
    }

    private static long expiresAt(TokenGrant grant, long nowMillis) {
        Long raw = grant.expiresAt();
        if (raw == null) {
            return nowMillis + DOCUMENTED_LIFETIME.toMillis();
        }
        long serverMillis = raw < SECONDS_BELOW ? raw * 1000 : raw;
        return serverMillis - skew(grant.serverTime(), nowMillis);
    }

    private static long skew(@org.jspecify.annotations.Nullable Instant serverTime, long nowMillis) {
        if (serverTime == null) {
            return 0;
        }
        long skew = serverTime.toEpochMilli() - nowMillis;
        return Math.abs(skew) < NOTICEABLE_SKEW_MILLIS ? 0 : skew;
    }
}
