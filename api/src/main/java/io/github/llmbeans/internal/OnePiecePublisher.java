package io.github.llmbeans.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outcome of one asynchronous call as a single piece. Cold: the call is made for each subscriber, when it
 * first asks; cancelling cancels the call.
 */
public final class OnePiecePublisher<T> implements Flow.Publisher<T> {
    private final Supplier<? extends CompletionStage<T>> call;

    public OnePiecePublisher(Supplier<? extends CompletionStage<T>> call) {
        this.call = call;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        subscriber.onSubscribe(new OnePiece<>(call, subscriber));
    }

    private static final class OnePiece<T> implements Flow.Subscription {
        private final Supplier<? extends CompletionStage<T>> call;
        private final AtomicReference<Flow.@Nullable Subscriber<? super T>> subscriber;
        private final AtomicReference<@Nullable CompletableFuture<T>> running = new AtomicReference<>();
        private final AtomicBoolean started = new AtomicBoolean();

        OnePiece(Supplier<? extends CompletionStage<T>> call, Flow.Subscriber<? super T> subscriber) {
            this.call = call;
            this.subscriber = new AtomicReference<>(subscriber);
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                fail(new IllegalArgumentException("the number of requested pieces must be at least 1, was " + n));
            } else if (subscriber.get() != null && started.compareAndSet(false, true)) {
                start();
            }
        }

        private void start() {
            CompletableFuture<T> future;
            try {
                future = call.get().toCompletableFuture();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            running.set(future);
            if (subscriber.get() == null) {
                future.cancel(true);
            }
            future.whenComplete((piece, failure) -> {
                if (failure == null) {
                    deliver(piece);
                } else {
                    fail(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure);
                }
            });
        }

        private void deliver(T piece) {
            Flow.Subscriber<? super T> target = subscriber.get();
            if (target == null) {
                return;
            }
            target.onNext(piece);
            if (subscriber.getAndSet(null) != null) {
                target.onComplete();
            }
        }

        private void fail(Throwable failure) {
            Flow.Subscriber<? super T> target = subscriber.getAndSet(null);
            if (target != null) {
                target.onError(failure);
            }
        }

        @Override
        public void cancel() {
            CompletableFuture<T> future = running.get();
            if (subscriber.getAndSet(null) != null && future != null) {
                future.cancel(true);
            }
        }
    }
}
