package io.github.llmbeans.internal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outcome of one asynchronous call, as one item or several. Cold: the call is made for each subscriber, when
 * it first asks; cancelling cancels the call. No thread waits for the call: items are given on the thread that completes
 * it, or that asks for more. Signals never overlap.
 */
public final class CallPublisher<A, T> implements Flow.Publisher<T> {
    private final Supplier<? extends CompletionStage<A>> call;
    private final Function<? super A, List<T>> items;

    public CallPublisher(Supplier<? extends CompletionStage<A>> call, Function<? super A, List<T>> items) {
        this.call = call;
        this.items = items;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        CallSubscription<A, T> subscription =
                new CallSubscription<>(call, items, Objects.requireNonNull(subscriber, "subscriber must not be null"));
        subscriber.onSubscribe(subscription);
        subscription.open();
    }

    /**
     * Whoever raises {@code work} from zero does the rounds; everything that happens meanwhile only raises it further, so
     * that one thread at a time speaks to the subscriber.
     */
    private static final class CallSubscription<A, T> implements Flow.Subscription {
        private final Supplier<? extends CompletionStage<A>> call;
        private final Function<? super A, List<T>> items;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger work = new AtomicInteger(1); // Held until the subscriber knows its subscription.
        private volatile Flow.@Nullable Subscriber<? super T> subscriber;
        private volatile @Nullable CompletableFuture<A> running;
        private volatile @Nullable Queue<T> left;
        private volatile @Nullable Throwable failure;

        CallSubscription(
                Supplier<? extends CompletionStage<A>> call,
                Function<? super A, List<T>> items,
                Flow.Subscriber<? super T> subscriber) {
            this.call = call;
            this.items = items;
            this.subscriber = subscriber;
        }

        void open() {
            rounds(1);
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                failure = new IllegalArgumentException("the number of requested pieces must be at least 1, was " + n);
            } else {
                demand.accumulateAndGet(n, (had, more) -> more > Long.MAX_VALUE - had ? Long.MAX_VALUE : had + more);
            }
            signal();
        }

        @Override
        public void cancel() {
            subscriber = null;
            CompletableFuture<A> future = running;
            if (future != null) {
                future.cancel(true);
            }
        }

        private void signal() {
            if (work.getAndIncrement() == 0) {
                rounds(1);
            }
        }

        private void rounds(int first) {
            int done = first;
            do {
                round();
                done = work.addAndGet(-done);
            } while (done != 0);
        }

        private void round() {
            while (subscriber != null) {
                Queue<T> queue = left;
                if (failure != null) {
                    end(failure);
                } else if (queue != null && queue.isEmpty()) {
                    end(null);
                } else if (demand.get() == 0 || (queue == null && running != null)) {
                    return;
                } else if (queue == null) {
                    start();
                } else {
                    give(queue.remove());
                }
            }
        }

        private void start() {
            CompletableFuture<A> future;
            try {
                future = call.get().toCompletableFuture();
            } catch (RuntimeException e) {
                failure = e;
                return;
            }
            running = future;
            if (subscriber == null) {
                future.cancel(true);
            }
            future.whenComplete((answer, reason) -> {
                if (reason != null) {
                    failure = AsyncCalls.unwrap(reason);
                } else {
                    keep(answer);
                }
                signal();
            });
        }

        private void keep(A answer) {
            try {
                left = new ArrayDeque<>(items.apply(answer));
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        /** A subscriber that throws breaks the rules; it hears nothing more. */
        private void give(T item) {
            Flow.Subscriber<? super T> target = subscriber;
            if (target == null) {
                return;
            }
            demand.updateAndGet(had -> had == Long.MAX_VALUE ? had : had - 1);
            try {
                target.onNext(item);
            } catch (RuntimeException | Error e) {
                cancel();
                throw e;
            }
        }

        /** Completes, or fails with what is given; once, and not after a cancel. */
        private void end(@Nullable Throwable reason) {
            Flow.Subscriber<? super T> target = subscriber;
            cancel();
            if (target == null) {
                return;
            }
            if (reason == null) {
                target.onComplete();
            } else {
                target.onError(reason);
            }
        }
    }
}
