package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * The model's server does not accept who calls: a wrong or revoked key, a wrong scope, a missing right. Not retryable;
 * the caller should have the configuration corrected. A token that has merely expired does not end here, since the
 * provider fetches a new one by itself.
 */
public class AuthenticationException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public AuthenticationException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public AuthenticationException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new AuthenticationException(message, failure, cause);
    }
}
