package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * Too many requests or too many at once. Retryable; {@link #retryAfter()} says when the server is willing again, if it
 * said so. The caller may try later or ask another provider.
 */
public class RateLimitException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public RateLimitException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public RateLimitException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new RateLimitException(message, failure, cause);
    }
}
