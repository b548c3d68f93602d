package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;

/** Why a stream has ended that did not come to its own end, and what its subscriber is told. */
enum StreamEnding {
    /** Its subscriber wants no more, and is told nothing. */
    CANCELLED,
    /** The thread that reads it is its subscriber's, and has been interrupted. */
    INTERRUPTED,
    /** The provider is closed. */
    CLOSED,
    /** The server was silent for too long. */
    IDLE,
    /** The deadline has passed. */
    LATE;

    /**
     * What the subscriber is told.
     *
     * @param provider the provider's name
     * @param limit the time that has passed: of the silence, or of the deadline
     * @param begun whether the answer had begun
     * @param cause what the ending has done to the read
     */
    ProviderException exception(String provider, Duration limit, boolean begun, RuntimeException cause) {
        String name = "Provider '" + provider + "'";
        Failure failure = Failure.of(provider);
        return switch (this) {
            case CLOSED, CANCELLED ->
                new ProviderUnavailableException(name + " was closed during the stream", failure, cause);
            case INTERRUPTED ->
                new ProviderInterruptedException(
                        name + ": interrupted while waiting for the next piece of a stream", failure, cause);
            case IDLE ->
                new ProviderTimeoutException(
                        name + " sent nothing for " + Texts.seconds(limit) + " within a stream",
                        failure.withRetryable(true),
                        cause);
            case LATE ->
                new ProviderTimeoutException(
                        name + " had not " + (begun ? "ended its stream" : "begun its answer") + " within "
                                + Texts.seconds(limit),
                        failure,
                        cause);
        };
    }
}
