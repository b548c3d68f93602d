package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * The request cannot be answered as it is: malformed, an unknown model, too large, wrong parameters. Not retryable; the
 * caller should change the request.
 */
public class InvalidRequestException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public InvalidRequestException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public InvalidRequestException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new InvalidRequestException(message, failure, cause);
    }
}
