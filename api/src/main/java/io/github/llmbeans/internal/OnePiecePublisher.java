package io.github.llmbeans.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outcome of one asynchronous call as a single piece. Cold: the call is made for each subscriber, when it
 * first asks; cancelling cancels the call. Signals never overlap.
 */
public final class OnePiecePublisher<T> implements Flow.Publisher<T> {
    private final Supplier<? extends CompletionStage<T>> call;

    public OnePiecePublisher(Supplier<? extends CompletionStage<T>> call) {
        this.call = call;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        OnePiece<T> subscription = new OnePiece<>(call, Objects.requireNonNull(subscriber, "subscriber"));
        subscriber.onSubscribe(subscription);
        subscription.open();
    }

    private enum State {
        /** Nobody has asked yet, or the subscriber is still being told of its subscription. */
        WAITING,
        /** The call runs. */
        RUNNING,
        /** The subscriber is being given the piece. */
        GIVING,
        /** Completed, failed or cancelled. */
        ENDED
    }

    /** Its fields are guarded by itself; the subscriber is never called under the lock. */
    private static final class OnePiece<T> implements Flow.Subscription {
        private final Supplier<? extends CompletionStage<T>> call;
        private Flow.@Nullable Subscriber<? super T> subscriber;
        private State state = State.WAITING;
        private boolean open;
        private boolean asked;
        private @Nullable CompletableFuture<T> running;
        private @Nullable IllegalArgumentException badRequest;

        OnePiece(Supplier<? extends CompletionStage<T>> call, Flow.Subscriber<? super T> subscriber) {
            this.call = call;
            this.subscriber = subscriber;
        }

        /** From now on a call may start: before, its signals could overtake {@code onSubscribe}. */
        void open() {
            synchronized (this) {
                open = true;
            }
            startIfReady();
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                refuse(new IllegalArgumentException("the number of requested pieces must be at least 1, was " + n));
                return;
            }
            synchronized (this) {
                asked = true;
            }
            startIfReady();
        }

        /** The subscriber asked for no piece or fewer; while it is being given one, that is told afterwards. */
        private void refuse(IllegalArgumentException refusal) {
            synchronized (this) {
                badRequest = refusal;
                if (state == State.GIVING) {
                    return;
                }
                state = State.ENDED;
            }
            fail(refusal);
        }

        private void startIfReady() {
            synchronized (this) {
                if (!open || !asked || state != State.WAITING) {
                    return;
                }
                state = State.RUNNING;
            }
            CompletableFuture<T> future;
            try {
                future = call.get().toCompletableFuture();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            boolean endedMeanwhile;
            synchronized (this) {
                running = future;
                endedMeanwhile = state == State.ENDED;
            }
            if (endedMeanwhile) {
                future.cancel(true);
            }
            future.whenComplete((piece, failure) -> {
                if (failure == null) {
                    give(piece);
                } else {
                    fail(AsyncCalls.unwrap(failure));
                }
            });
        }

        private void give(T piece) {
            Flow.Subscriber<? super T> target;
            synchronized (this) {
                target = subscriber;
                if (target == null || state == State.ENDED) {
                    return;
                }
                state = State.GIVING;
            }
            try {
                target.onNext(piece);
            } catch (RuntimeException | Error e) {
                end();
                throw e;
            }
            if (end() == null) {
                return;
            }
            IllegalArgumentException refusal;
            synchronized (this) {
                refusal = badRequest;
            }
            if (refusal == null) {
                target.onComplete();
            } else {
                target.onError(refusal);
            }
        }

        private void fail(Throwable failure) {
            Flow.Subscriber<? super T> target = end();
            if (target != null) {
                target.onError(failure);
            }
        }

        @Override
        public void cancel() {
            end();
        }

        /** Ends the subscription and the call; gives the subscriber to the one who ended it, {@code null} to others. */
        private Flow.@Nullable Subscriber<? super T> end() {
            Flow.Subscriber<? super T> target;
            CompletableFuture<T> future;
            synchronized (this) {
                target = subscriber;
                future = running;
                subscriber = null;
                state = State.ENDED;
            }
            if (target != null && future != null) {
                future.cancel(true);
            }
            return target;
        }
    }
}
