package io.github.llmbeans;

import io.github.llmbeans.internal.Pieces;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A published stream as a plain loop, for beans that may block:
 *
 * <pre>{@code
 * try (BlockingStream<String> pieces = BlockingStream.of(llm.generateStream(prompt, params))) {
 *     for (String piece : pieces) {
 *         writer.write(piece);
 *     }
 * }
 * }</pre>
 *
 * <p>One piece is asked for at a time, when the loop wants it, so nothing piles up. A provider may let the loop's own thread
 * open and read the stream ({@link AbstractProvider#streamsOnCallersThread()}); an interrupt is then noticed within some
 * 10 ms. Closing it, half way too, cancels the call and closes its connection. Can be run through once. Not thread-safe, but
 * {@link #close()} may be called by any thread and wakes a blocked loop.
 *
 * @param <T> what the pieces are
 */
public final class BlockingStream<T> implements Iterator<T>, Iterable<T>, AutoCloseable {
    private final Pieces<T> source;
    private @Nullable T piece;

    private BlockingStream(Flow.Publisher<T> publisher) {
        source = Pieces.of(publisher);
    }

    /**
     * Subscribes. The call itself begins with the first {@link #hasNext()}.
     *
     * @param <T> what the pieces are
     * @param publisher for instance {@link BaseProvider#generateStream(String, GenerationParams)}
     * @return to be closed
     */
    public static <T> BlockingStream<T> of(Flow.Publisher<T> publisher) {
        return new BlockingStream<>(Objects.requireNonNull(publisher, "publisher must not be null"));
    }

    /**
     * Waits for the next piece. Blocks.
     *
     * @return {@code false} at the end, and once this is closed
     * @throws ProviderException if the stream has failed, as its publisher says
     * @throws ProviderInterruptedException if the thread is interrupted; its flag is set again and the call cancelled
     * @throws IllegalStateException if the provider is closed
     */
    @Override
    public boolean hasNext() {
        if (piece == null) {
            piece = source.await();
        }
        return piece != null;
    }

    /**
     * The next piece. Blocks like {@link #hasNext()}.
     *
     * @throws NoSuchElementException at the end
     */
    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The stream has no further piece");
        }
        T next = Objects.requireNonNull(piece);
        piece = null;
        return next;
    }

    /** This, for a {@code for} loop. */
    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /**
     * The pieces as a sequential {@link Stream}; closing that closes this.
     *
     * @return a lazy stream
     */
    public Stream<T> stream() {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(this::close);
    }

    /** Cancels the call unless it has ended. Does not block, never fails, may be called more than once. */
    @Override
    public void close() {
        source.close();
    }
}
