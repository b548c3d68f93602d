package io.github.llmbeans.gigachat.internal.token;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

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

    /** The end of the year 9999; later ends are taken for this one. */
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    private static final long NOTICEABLE_SKEW_MILLIS = 2_000;

    private final long bufferMillis;
    private final DoubleSupplier random;

    /**
     * The times of one provider.
     *
     * @param buffer how long ahead of its end a token is refreshed
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
     */
    public TokenTiming(Duration buffer, DoubleSupplier random) {
        this.bufferMillis = buffer.toMillis();
        this.random = random;
    }

    /** The token with its times, for a request that began and ended at these moments. */
    AccessToken accept(TokenGrant grant, long askedMillis, long nowMillis) {
        long expiresAt = expiresAt(grant, askedMillis, nowMillis);
        long lifetime = Math.max(0, expiresAt - nowMillis);
        long ahead = Math.min(bufferMillis, lifetime / 5) + (long) (random.getAsDouble() * (lifetime / 10.0));
        return new AccessToken(grant.token(), nowMillis, expiresAt - ahead, expiresAt);
    }

    private static long expiresAt(TokenGrant grant, long askedMillis, long nowMillis) {
        Long raw = grant.expiresAt();
        if (raw == null) {
            return nowMillis + DOCUMENTED_LIFETIME.toMillis();
        }
        long end = Math.max(0, raw);
        long serverMillis = Math.min(end < SECONDS_BELOW ? end * 1000 : end, LATEST_MILLIS);
        return serverMillis - skew(grant.serverTime(), askedMillis, nowMillis);
    }

    /** A Date between question and answer is no difference; for any other the token must not seem to live too long. */
    private static long skew(@Nullable Instant serverTime, long askedMillis, long nowMillis) {
        if (serverTime == null) {
            return 0;
        }
        long server = serverTime.toEpochMilli();
        boolean between = server > askedMillis - NOTICEABLE_SKEW_MILLIS && server < nowMillis + NOTICEABLE_SKEW_MILLIS;
        return between ? 0 : server - askedMillis;
    }
}
