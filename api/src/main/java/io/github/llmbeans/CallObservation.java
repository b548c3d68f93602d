package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * Is told how one call goes on. Exactly one of {@link #answered}, {@link #failed} and {@link #cancelled} is told, once,
 * and nothing after it except the end of an attempt that is still under way. Told on whatever thread it happens, one at a
 * time but for a cancellation.
 */
public interface CallObservation {
    /** Is interested in nothing. */
    CallObservation NONE = new CallObservation() {};

    /**
     * An attempt begins: a request to the model, the first one or a repeat. Told on the thread that makes it, which also
     * ends it. The attempt of a stream ends with its first event.
     *
     * @param number 1 for the first
     * @return what is told how the attempt ends
     */
    default AttemptObservation attempt(int number) {
        return AttemptObservation.NONE;
    }

    /** The first piece of a stream is there. */
    default void firstPiece() {}

    /**
     * The call has been answered.
     *
     * @param answer the answer; of a text stream that ended at a stop sequence, what had come by then, without token
     *     counts; {@code null} if the provider has told only its text
     */
    default void answered(@Nullable ChatResponse answer) {}

    /**
     * The call has failed, after all its attempts.
     *
     * @param failure a {@link ProviderException}, or whatever else was thrown
     */
    default void failed(Throwable failure) {}

    /** The caller wants no answer any more: it has cancelled the call, or was interrupted. */
    default void cancelled() {}
}
