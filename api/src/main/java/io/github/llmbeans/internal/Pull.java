package io.github.llmbeans.internal;

import io.github.llmbeans.ProviderInterruptedException;
import org.jspecify.annotations.Nullable;

/** Something that gives one item after the other to whoever asks, and blocks until it has one. */
public interface Pull<T> {
    /** The next item, or {@code null} after the last. One thread at a time, not always the same. */
    @Nullable
    T next();

    /** Whether {@link #nextHere()} may be called. */
    default boolean anywhere() {
        return false;
    }

    /**
     * The same as {@link #next()}, on a thread of whoever wants the item. That one may be interrupted, before it comes here
     * too: then this ends soon, with a {@link ProviderInterruptedException} and the flag set.
     */
    default @Nullable T nextHere() {
        return next();
    }

    /**
     * Whether {@link #next()} may be called now. It may not while it would wait for something that needs no thread; the
     * listener is then run, by any thread, when it may. Asked by one thread at a time, when there is demand.
     */
    default boolean ready(Runnable listener) {
        return true;
    }

    /** Whether no item follows, so that {@link #next()} only tells how it ended, and does not block. */
    default boolean ended() {
        return false;
    }

    /** Somebody wants an item, for the first time. Told on the thread that asks, once, before {@link #next()}. */
    default void asked() {}

    /** There is no thread for {@link #next()}, which will not be called any more. */
    default void refused(Throwable reason) {}

    /** Asks to be told, by any thread, when it ends while nobody is in {@link #next()}. */
    default void whenEnded(Runnable listener) {}

    /** Gives up: a blocked {@link #next()} ends soon. Any thread, any number of times; does not block, never fails. */
    void close();
}
