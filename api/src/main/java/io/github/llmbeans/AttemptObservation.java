package io.github.llmbeans;

/** Is told how one attempt ends. All of it on one thread, so a thread-bound context can be opened and closed. */
public interface AttemptObservation extends AutoCloseable {
    /** Is interested in nothing. */
    AttemptObservation NONE = new AttemptObservation() {};

    /**
     * The attempt has failed. The call may go on with another one.
     *
     * @param failure why
     */
    default void failed(Throwable failure) {}

    /** The attempt is over, whether it has failed or not. */
    @Override
    default void close() {}
}
