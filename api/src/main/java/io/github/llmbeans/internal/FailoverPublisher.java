package io.github.llmbeans.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the pieces of the first source that gives one. Cold: the sources are looked up for each subscriber, when it
 * first asks. A source that fails before its first piece, for a reason that allows it, is followed by the next one; after
 * the first piece there is no change any more.
 */
public final class FailoverPublisher<T> implements Flow.Publisher<T> {
    private final Supplier<List<Supplier<Flow.Publisher<T>>>> sources;
    private final Predicate<Throwable> mayFallOver;

    public FailoverPublisher(Supplier<List<Supplier<Flow.Publisher<T>>>> sources, Predicate<Throwable> mayFallOver) {
        this.sources = sources;
        this.mayFallOver = mayFallOver;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        Relay<T> relay = new Relay<>(this, subscriber);
        subscriber.onSubscribe(relay);
        relay.open();
    }

    /** Its fields are guarded by itself; subscribers and subscriptions are never called under the lock. */
    private static final class Relay<T> implements Flow.Subscription {
        private final FailoverPublisher<T> publisher;
        private final List<Throwable> failures = new ArrayList<>();
        private Iterator<Supplier<Flow.Publisher<T>>> sources = Collections.emptyIterator();
        private Flow.@Nullable Subscriber<? super T> subscriber;
        private Flow.@Nullable Subscription upstream;
        private boolean open;
        private boolean started;
        private long asked;
        private @Nullable Long badRequest;

        Relay(FailoverPublisher<T> publisher, Flow.Subscriber<? super T> subscriber) {
            this.publisher = publisher;
            this.subscriber = subscriber;
        }

        /** From now on a source may start: before, its signals could overtake {@code onSubscribe}. */
        void open() {
            synchronized (this) {
                open = true;
            }
            startIfReady();
        }

        /** Is handed on to the source, a bad number too, which the source refuses; counted while there is no source. */
        @Override
        public void request(long n) {
            Flow.Subscription source;
            synchronized (this) {
                if (n <= 0) {
                    badRequest = n;
                } else {
                    asked += Math.min(n, Long.MAX_VALUE - asked);
                }
                source = upstream;
            }
            if (source == null) {
                startIfReady();
            } else {
                source.request(n);
            }
        }

        private void startIfReady() {
            synchronized (this) {
                if (!open || started || subscriber == null || (asked == 0 && badRequest == null)) {
                    return;
                }
                started = true;
            }
            try {
                sources = publisher.sources.get().iterator();
            } catch (RuntimeException e) {
                fail(e);
                return;
            }
            next();
        }

        private void next() {
            synchronized (this) {
                if (subscriber == null) {
                    return;
                }
            }
            Hop hop = new Hop();
            try {
                sources.next().get().subscribe(hop);
            } catch (RuntimeException e) {
                hop.onError(e);
            }
        }

        private void fail(Throwable failure) {
            Flow.Subscriber<? super T> target = end();
            if (target != null) {
                target.onError(Failures.withEarlier(failure, failures));
            }
        }

        @Override
        public void cancel() {
            Flow.Subscription source;
            synchronized (this) {
                source = upstream;
                end();
            }
            if (source != null) {
                source.cancel();
            }
        }

        /** Gives the subscriber to the one who ended the subscription, {@code null} to others. */
        private synchronized Flow.@Nullable Subscriber<? super T> end() {
            Flow.Subscriber<? super T> target = subscriber;
            subscriber = null;
            upstream = null;
            return target;
        }

        /** Listens to one source. A source signals one thing at a time, so the flag needs no guard. */
        private final class Hop implements Flow.Subscriber<T> {
            private boolean gave;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                boolean cancelled;
                long demand;
                synchronized (Relay.this) {
                    cancelled = subscriber == null;
                    upstream = cancelled ? null : subscription;
                    demand = badRequest == null ? asked : badRequest;
                }
                if (cancelled) {
                    subscription.cancel();
                } else {
                    subscription.request(demand);
                }
            }

            @Override
            public void onNext(T piece) {
                gave = true;
                Flow.Subscriber<? super T> target;
                synchronized (Relay.this) {
                    target = subscriber;
                }
                if (target != null) {
                    target.onNext(piece);
                }
            }

            @Override
            public void onError(Throwable failure) {
                if (gave || !sources.hasNext() || !publisher.mayFallOver.test(failure)) {
                    fail(failure);
                    return;
                }
                synchronized (Relay.this) {
                    upstream = null;
                    failures.add(failure);
                }
                next();
            }

            @Override
            public void onComplete() {
                Flow.Subscriber<? super T> target = end();
                if (target != null) {
                    target.onComplete();
                }
            }
        }
    }
}
