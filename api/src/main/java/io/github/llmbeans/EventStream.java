package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/**
 * An open stream as a provider reads it from its server: pulled, one event at a time. Whoever writes a provider returns
 * one from {@link AbstractProvider#openStream}; the skeleton makes a publisher of it, with demand, cancelling, deadlines
 * and the whole answer in the last event.
 */
public interface EventStream extends AutoCloseable {
    /**
     * Reads the next event. Blocks; called by one thread at a time, not always the same.
     *
     * @return {@link StreamEvent.Started} first, {@link StreamEvent.Finished} last; text and reasoning of its response
     *     are filled in by the skeleton and may be empty. {@code null} if the stream is over without having finished
     * @throws ProviderException if the stream breaks off, cannot be read or holds an error; what is known of the answer
     *     besides its texts may be {@linkplain ProviderException#keepPartialResponse(ChatResponse) kept} in it
     */
    @Nullable
    StreamEvent next();

    /**
     * Asks to be told whenever the server has sent something, also if nothing of it is handed over, such as a comment that
     * keeps the connection alive: then the stream is not silent. To be overridden by whoever can tell; told by the thread
     * that is in {@link #next()}.
     *
     * @param listener does not block and never fails
     */
    default void onActivity(Runnable listener) {}

    /**
     * Ends the stream and its connection. May be called by any thread, also while another is blocked in {@link #next()},
     * which then ends soon, and more than once. Does not block for long and never fails.
     */
    @Override
    void close();
}
