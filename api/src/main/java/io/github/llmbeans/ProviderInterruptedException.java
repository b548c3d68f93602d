package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited. Its interrupt flag is set again. Not retryable, and a
 * {@link Router} does not ask another provider.
 */
public class ProviderInterruptedException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public ProviderInterruptedException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public ProviderInterruptedException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new ProviderInterruptedException(message, failure, cause);
    }
}
