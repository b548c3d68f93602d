package io.github.llmbeans.internal;

import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what is pulled. Cold: each subscriber has a pull of its own, which is first asked when the subscriber asks.
 * A thread of the executor is held only while there is demand; without demand nothing is pulled. Whoever is {@link Waiting}
 * for an item pulls it itself. Signals never overlap.
 */
public final class PullPublisher<T> implements Flow.Publisher<T> {
    private final Supplier<? extends Pull<T>> pulls;
    private final Executor executor;
    private final Supplier<? extends @Nullable Throwable> refusal;

    public PullPublisher(Supplier<? extends Pull<T>> pulls, Executor executor) {
        this(pulls, executor, () -> null);
    }

    /** With a reason why a subscriber is turned away at once, without being asked for demand. */
    public PullPublisher(
            Supplier<? extends Pull<T>> pulls, Executor executor, Supplier<? extends @Nullable Throwable> refusal) {
        this.pulls = pulls;
        this.executor = executor;
        this.refusal = refusal;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber must not be null");
        subscribe(pulls.get(), subscriber);
    }

    /** For a loop, which pulls on its own thread if it can. */
    Pieces<T> pieces() {
        Pull<T> pull = pulls.get();
        if (pull.anywhere()) {
            return new PulledPieces<>(pull, executor, refusal.get());
        }
        NextPiece<T> pieces = new NextPiece<>();
        subscribe(pull, pieces);
        return pieces;
    }

    private void subscribe(Pull<T> pull, Flow.Subscriber<? super T> subscriber) {
        PullSubscription<T> subscription = new PullSubscription<>(pull, executor, subscriber);
        subscriber.onSubscribe(subscription);
        subscription.open(refusal.get());
    }
}
