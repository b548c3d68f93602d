package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.EventStream;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.StreamEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is opened once more if a rejected token is what its first event tells. Closing it ends whichever is open.
 */
final class RenewedStream implements EventStream {
    private final TokenRenewal renewal;
    private final Supplier<EventStream> opening;
    private volatile EventStream current;
    private volatile boolean closed;
    private boolean begun;
    private Runnable listener = () -> {};

    RenewedStream(EventStream first, TokenRenewal renewal, Supplier<EventStream> opening) {
        this.current = first;
        this.renewal = renewal;
        this.opening = opening;
    }

    @Override
    public @Nullable StreamEvent next() {
        boolean first = !begun;
        begun = true;
        try {
            return current.next();
        } catch (ProviderException e) {
            if (!first || closed || !renewal.helpsAgainst(e)) {
                throw e;
            }
            current.close();
            return renewal.again(e, this::reopened);
        }
    }

    private @Nullable StreamEvent reopened() {
        EventStream other = opening.get();
        current = other;
        if (closed) {
            other.close();
        }
        other.onActivity(listener);
        return other.next();
    }

    @Override
    public void onActivity(Runnable value) {
        listener = value;
        current.onActivity(value);
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
