package io.github.llmbeans.internal;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderInterruptedException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Subscribes and hands one piece at a time to a thread that waits for it, or reads it itself if what lies in between allows it. */
final class NextPiece<T> implements Flow.Subscriber<T>, Pieces<T> {
    private Flow.@Nullable Subscription subscription;
    private @Nullable T piece;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean asked;

    @Override
    public void onSubscribe(Flow.Subscription given) {
        boolean refused;
        boolean waitedFor;
        synchronized (this) {
            refused = subscription != null || over;
            waitedFor = asked;
            if (!refused) {
                subscription = given;
            }
        }
        if (refused) {
            given.cancel();
        } else if (waitedFor) {
            given.request(1);
        }
    }

    @Override
    public synchronized void onNext(T item) {
        if (!over) {
            piece = item;
            notifyAll();
        }
    }

    @Override
    public synchronized void onError(Throwable thrown) {
        if (!over) {
            failure = thrown;
            over = true;
            notifyAll();
        }
    }

    @Override
    public synchronized void onComplete() {
        over = true;
        notifyAll();
    }

    @Override
    public @Nullable T await() {
        try {
            if (waits() && Thread.interrupted()) {
                throw new InterruptedException();
            }
            ask();
            return taken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new ProviderInterruptedException(
                    "Interrupted while waiting for the next piece of a stream", Failure.of("stream"), e);
        }
    }

    private void ask() {
        Flow.Subscription source;
        synchronized (this) {
            if (asked || over) {
                return;
            }
            asked = true;
            source = subscription;
        }
        if (source != null) {
            Waiting.ask(this::waits, () -> source.request(1));
        }
    }

    private synchronized boolean waits() {
        return piece == null && !over;
    }

    private synchronized @Nullable T taken() throws InterruptedException {
        while (waits()) {
            wait();
        }
        T taken = piece;
        piece = null;
        asked = false;
        if (taken == null && failure != null) {
            throw PulledPieces.rethrown(failure);
        }
        return taken;
    }

    @Override
    public void close() {
        Flow.Subscription source;
        synchronized (this) {
            source = over ? null : subscription;
            over = true;
            piece = null;
            failure = null;
            notifyAll();
        }
        if (source != null) {
            source.cancel();
        }
    }
}
