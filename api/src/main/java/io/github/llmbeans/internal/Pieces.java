package io.github.llmbeans.internal;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The pieces of one stream for a loop: one at a time, for a thread that waits for it. */
public interface Pieces<T> {
    /** Subscribes, or does without: what can be pulled by the loop's own thread needs no signals in between. */
    static <T> Pieces<T> of(Flow.Publisher<T> publisher) {
        if (publisher instanceof PullPublisher<T> pulled) {
            return pulled.pieces();
        }
        NextPiece<T> pieces = new NextPiece<>();
        publisher.subscribe(pieces);
        return pieces;
    }

    /** The next piece, or {@code null} at the end and once this is closed. Blocks. */
    @Nullable
    T await();

    /** Gives up: a blocked {@link #await()} ends. Any thread, any number of times; does not block, never fails. */
    void close();
}
