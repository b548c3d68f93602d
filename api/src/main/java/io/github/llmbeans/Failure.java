package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a failed call, for programs; the exception's message is for people. Immutable, never holds a secret.
 *
 * @param provider the name of the provider that failed
 * @param status the HTTP status, or {@code null} if there was no answer
 * @param requestId the server's id of the request, or {@code null}
 * @param retryAfter how long the server asked to wait, or {@code null} if it did not
 * @param retryable whether the same request may succeed later
 */
public record Failure(
        String provider,
        @Nullable Integer status,
        @Nullable String requestId,
        @Nullable Duration retryAfter,
        boolean retryable)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws NullPointerException if the provider is {@code null}
     * @throws IllegalArgumentException if the provider is blank or the time to wait is negative
     */
    public Failure {
        Checks.notBlank("provider", provider);
        if (retryAfter != null) {
            Checks.notNegative("retryAfter", retryAfter);
        }
    }

    /**
     * A failure of which only the provider is known; not retryable.
     *
     * @param provider the provider's name
     * @return the facts
     */
    public static Failure of(String provider) {
        return new Failure(provider, null, null, null, false);
    }

    /**
     * The same with an HTTP status.
     *
     * @param value the status
     * @return a copy
     */
    public Failure withStatus(int value) {
        return new Failure(provider, value, requestId, retryAfter, retryable);
    }

    /**
     * The same with the server's id of the request.
     *
     * @param value the id, or {@code null}
     * @return a copy
     */
    public Failure withRequestId(@Nullable String value) {
        return new Failure(provider, status, value, retryAfter, retryable);
    }

    /**
     * The same with the server's hint when to come back.
     *
     * @param value not negative, or {@code null}
     * @return a copy
     */
    public Failure withRetryAfter(@Nullable Duration value) {
        return new Failure(provider, status, requestId, value, retryable);
    }

    /**
     * The same, retryable or not.
     *
     * @param value whether the same request may succeed later
     * @return a copy
     */
    public Failure withRetryable(boolean value) {
        return new Failure(provider, status, requestId, retryAfter, value);
    }
}
