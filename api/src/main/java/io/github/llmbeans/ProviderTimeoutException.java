package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * No answer in time: the deadline of the call has passed, or the server itself reported a timeout (408). The request may
 * have been executed, so repeating it may cost twice.
 */
public class ProviderTimeoutException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public ProviderTimeoutException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public ProviderTimeoutException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new ProviderTimeoutException(message, failure, cause);
    }
}
