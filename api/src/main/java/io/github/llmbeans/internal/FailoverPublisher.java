package io.github.llmbeans.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the pieces of the first source that gives one. Cold: the sources are looked up for each subscriber, when it
 * first asks. A source that fails before its first piece, for a reason that allows it, is followed by the next one; after
 * the first piece there is no change any more.
 */
public final class FailoverPublisher<T> implements Flow.Publisher<T> {
    private final Supplier<? extends CompletionStage<Sources<Flow.Publisher<T>>>> sources;

    /** The sources may be known at once or later; no thread waits for them. */
    public FailoverPublisher(Supplier<? extends CompletionStage<Sources<Flow.Publisher<T>>>> sources) {
        this.sources = sources;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber must not be null");
        Relay<T> relay = new Relay<>(this, subscriber);
        subscriber.onSubscribe(relay);
        relay.open();
    }

    /** Its fields are guarded by itself; subscribers and subscriptions are never called under the lock. */
    private static final class Relay<T> implements Flow.Subscription {
        private final FailoverPublisher<T> publisher;
        private final List<Throwable> failures = new ArrayList<>();
        private @Nullable Sources<Flow.Publisher<T>> sources;
        private Iterator<Sources.Source<Flow.Publisher<T>>> left = Collections.emptyIterator();
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
                publisher.sources.get().whenComplete(this::begin);
            } catch (RuntimeException e) {
                fail(e);
            }
        }

        private void begin(Sources<Flow.Publisher<T>> known, Throwable failure) {
            if (failure == null) {
                sources = known;
                left = known.list().iterator();
                next();
            } else {
                fail(AsyncCalls.unwrap(failure));
            }
        }

        private void next() {
            synchronized (this) {
                if (subscriber == null) {
                    return;
                }
            }
            Sources.Source<Flow.Publisher<T>> source = left.next();
            Throwable late = sources.late(source, failures.size());
            if (late != null) {
                fail(late);
                return;
            }
            Hop hop = new Hop(source);
            try {
                source.ask().get().subscribe(hop);
            } catch (RuntimeException | Error e) {
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
            private final Sources.Source<?> source;
            private boolean gave;

            Hop(Sources.Source<?> source) {
                this.source = source;
            }

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
                if (gave || !left.hasNext() || !source.mayBeFollowed().test(failure)) {
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
