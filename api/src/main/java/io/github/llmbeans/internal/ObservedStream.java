package io.github.llmbeans.internal;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a stream gives, and tells how each subscriber's call goes on. Demand, cancelling and the end are those of
 * the stream. A call begins when its subscriber first asks.
 */
public final class ObservedStream<A, T> implements Flow.Publisher<T> {
    private final Flow.Publisher<A> source;
    private final Supplier<? extends Listener<A, T>> listeners;

    /** One listener for each subscriber. */
    public ObservedStream(Flow.Publisher<A> source, Supplier<? extends Listener<A, T>> listeners) {
        this.source = source;
        this.listeners = listeners;
    }

    /** Hears of one subscriber's call; one signal at a time, but for a cancel. */
    public interface Listener<A, T> {
        /** The subscriber asks for the first time. */
        SafeObservation begin();

        /** What the subscriber is given for this item; {@code null} for nothing, so that another item is asked for. */
        @Nullable
        T heard(A item, SafeObservation observation);

        /** The stream is complete. */
        void complete(SafeObservation observation);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        source.subscribe(new Tap<>(Objects.requireNonNull(subscriber, "subscriber must not be null"), listeners.get()));
    }

    private static final class Tap<A, T> implements Flow.Subscriber<A>, Flow.Subscription {
        private final Flow.Subscriber<? super T> subscriber;
        private final Listener<A, T> listener;
        private volatile Flow.@Nullable Subscription upstream;
        private volatile @Nullable SafeObservation observation;
        private volatile boolean cancelled;

        Tap(Flow.Subscriber<? super T> subscriber, Listener<A, T> listener) {
            this.subscriber = subscriber;
            this.listener = listener;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            Objects.requireNonNull(given, "subscription must not be null");
            if (upstream != null) {
                given.cancel();
                return;
            }
            upstream = given;
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long n) {
            Flow.Subscription source = upstream;
            if (source == null || cancelled) {
                return;
            }
            if (n > 0) {
                begin();
            } else {
                observed().cancelled(); // The source refuses it, which is nobody's failure but the subscriber's.
            }
            source.request(n);
        }

        private void begin() {
            synchronized (this) {
                if (observation != null) {
                    return;
                }
                observation = listener.begin();
            }
            if (cancelled) {
                observation.cancelled();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            Flow.Subscription source = upstream;
            if (source != null) {
                source.cancel();
            }
            SafeObservation begun = observation;
            if (begun != null) {
                begun.cancelled();
            }
        }

        @Override
        public void onNext(A item) {
            Objects.requireNonNull(item, "item must not be null");
            T given = listener.heard(item, observed());
            if (given == null) {
                more();
                return;
            }
            try {
                subscriber.onNext(given);
            } catch (RuntimeException | Error e) {
                cancel(); // A subscriber that throws breaks the rules; it hears nothing more.
                throw e;
            }
        }

        /** The demand for an item that nobody is given goes to the next one. */
        private void more() {
            Flow.Subscription source = upstream;
            if (source != null && !cancelled) {
                source.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            Objects.requireNonNull(failure, "failure must not be null");
            observed().failed(failure);
            subscriber.onError(failure);
        }

        @Override
        public void onComplete() {
            listener.complete(observed());
            subscriber.onComplete();
        }

        /** What ends before anybody has asked for anything is no call. */
        private SafeObservation observed() {
            SafeObservation begun = observation;
            return begun == null ? SafeObservation.UNSEEN : begun;
        }
    }
}
