package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * The model's server cannot be reached or does not work: refused connections, unknown hosts, failed TLS, 5xx, answers that
 * cannot be read. {@link #retryable()} says whether another try may help.
 */
public class ProviderUnavailableException extends ProviderException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure without a cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     */
    public ProviderUnavailableException(String message, Failure failure) {
        this(message, failure, null);
    }

    /**
     * A failure with its cause.
     *
     * @param message what failed and what to do, without any secret
     * @param failure the facts
     * @param cause the original exception, or {@code null}
     */
    public ProviderUnavailableException(String message, Failure failure, @Nullable Throwable cause) {
        super(message, failure, cause);
    }

    @Override
    protected ProviderException copy(String message, Failure failure, Throwable cause) {
        return new ProviderUnavailableException(message, failure, cause);
    }
}
