package io.github.llmbeans.gigachat.internal.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the token endpoint answered.
 *
 * @param token the access token
 * @param expiresAt its end as it stood in the answer, epoch milliseconds or seconds; {@code null} if it was absent
 * @param serverTime the answer's {@code Date} header, or {@code null}
 */
public record TokenGrant(
        String token, @Nullable Long expiresAt, @Nullable Instant serverTime) {
    @Override
    public String toString() {
        return "TokenGrant[token=***, expiresAt=" + expiresAt + ", serverTime=" + serverTime + "]";
    }
}
