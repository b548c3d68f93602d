package io.github.llmbeans.gigachat.internal.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, in neutral terms.
 *
 * @param endpoint who answered
 * @param status the status that counts: the HTTP status, or the one inside a body that came with 200
 * @param body what it says
 * @param requestId the server's id of the request, or {@code null}
 * @param retryAfter the server's hint, or {@code null}
 */
public record Answer(
        Endpoint endpoint,
        int status,
        ErrorBody body,
        @Nullable String requestId,
        @Nullable Duration retryAfter) {}
