package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is pulled is published by the rules of Reactive Streams. */
@Timeout(60)
class PullPublisherTest {
    private final Counting pull = new Counting("a", "b", "c");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private RecordingSubscriber subscribed(RecordingSubscriber subscriber, Executor executor) {
        new PullPublisher<>(() -> pull, executor).subscribe(subscriber);
        return subscriber;
    }

    @Test
    void withoutDemandNothingIsPulled() {
        subscribed(new RecordingSubscriber(0), Runnable::run);

        assertThat(pull.pulled).hasValue(0);
    }

    @Test
    void notMoreIsPulledThanAskedFor() {
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(2), Runnable::run);

        assertThat(subscriber.signals()).containsExactly("a", "b");
        assertThat(pull.pulled).hasValue(2);
    }

    @Test
    void demandMadeWhileSubscribingIsServedAfterwards() {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        subscriber.onSubscribed(() -> assertThat(subscriber.signals()).isEmpty());

        assertThat(subscribed(subscriber, Runnable::run).signals()).containsExactly("a");
    }

    @Test
    void demandMadeWithinAPieceIsServedAfterIt() throws InterruptedException {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        subscriber.onPiece(piece -> subscriber.subscription().request(1));

        assertThat(subscribed(subscriber, Runnable::run).awaitEnd().signals())
                .containsExactly("a", "b", "c", "<complete>");
    }

    @Test
    void tenThousandPiecesAskedForOneByOneNeedNoDeepStack() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(10_000);
        Pull<String> many = new Pull<>() {
            @Override
            public @Nullable String next() {
                return left.getAndDecrement() > 0 ? "x" : null;
            }

            @Override
            public void close() {}
        };
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        AtomicInteger seen = new AtomicInteger();
        subscriber.onPiece(piece -> {
            seen.incrementAndGet();
            subscriber.subscription().request(1);
        });
        new PullPublisher<>(() -> many, Runnable::run).subscribe(subscriber);

        subscriber.awaitEnd();
        assertThat(seen).hasValue(10_000);
    }

    @Test
    void afterACancelWithinAPieceNothingComes() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        subscriber.onPiece(piece -> subscriber.subscription().cancel());

        assertThat(subscribed(subscriber, Runnable::run).signals()).containsExactly("a");
        assertThat(pull.closed).hasPositiveValue();
        subscriber.subscription().request(1);
        subscriber.subscription().request(-1);
        assertThat(subscriber.signals()).containsExactly("a");
        assertThat(pull.pulled).hasValue(1);
    }

    @Test
    void aCancelWhileSubscribingPullsNothingAndClosesTheSource() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        subscriber.onSubscribed(() -> subscriber.subscription().cancel());

        assertThat(subscribed(subscriber, Runnable::run).signals()).isEmpty();
        assertThat(pull.pulled).hasValue(0);
        assertThat(pull.closed).hasPositiveValue();
    }

    @Test
    void aSubscriberThatThrowsHearsNothingMoreAndItsSourceIsClosed() {
        RecordingSubscriber subscriber = new RecordingSubscriber(0);
        subscriber.onPiece(piece -> {
            throw new IllegalArgumentException("mine");
        });
        subscribed(subscriber, Runnable::run);
        subscriber.subscription().request(2);

        assertThat(subscriber.signals()).containsExactly("a");
        assertThat(pull.closed).hasPositiveValue();
    }

    @Test
    void anExecutorThatRefusesIsToldToTheSubscriber() throws InterruptedException {
        RejectedExecutionException full = new RejectedExecutionException("full");
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(1), task -> {
            throw full;
        });

        assertThat(subscriber.awaitFailure()).isSameAs(full);
        assertThat(pull.closed).hasPositiveValue();
    }

    @Test
    void aNumberBelowOneIsRefused() throws InterruptedException {
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(0), Runnable::run);
        subscriber.subscription().request(0);

        assertThat(subscriber.awaitFailure())
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1, was 0");
        assertThat(subscriber.signals()).containsExactly("<error>");
        assertThat(pull.closed).hasPositiveValue();
    }

    @Test
    void aFailureOfTheSourceEndsTheStreamAfterThePiecesBeforeIt() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("broken");
        pull.failure = failure;
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(Long.MAX_VALUE), threads);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
        assertThat(subscriber.signals()).containsExactly("a", "b", "c", "<error>");
    }

    @Test
    void aCancelFromOutsideWakesABlockedPull() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        Pull<String> stuck = new Pull<>() {
            @Override
            public @Nullable String next() {
                blocked.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    left.countDown();
                }
                return "late";
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        new PullPublisher<>(() -> stuck, threads).subscribe(subscriber);
        blocked.await();
        subscriber.subscription().cancel();
        left.await();
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void aSourceThatEndsWithoutDemandIsToldAtOnce() throws InterruptedException {
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(1), threads);
        IllegalStateException failure = new IllegalStateException("closed from outside");
        pull.endNow(failure);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
    }

    @Test
    void whyASourceHasEndedIsToldAlsoWhenTheExecutorIsGone() throws InterruptedException {
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(0), task -> {
            throw new RejectedExecutionException("gone");
        });
        IllegalStateException failure = new IllegalStateException("closed from outside");
        pull.endNow(failure);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
    }

    @Test
    void eachSubscriberHasASourceOfItsOwn() {
        List<Pull<String>> made = new ArrayList<>();
        PullPublisher<String> publisher = new PullPublisher<>(
                () -> {
                    Pull<String> next = new Counting("a");
                    made.add(next);
                    return next;
                },
                Runnable::run);
        RecordingSubscriber one = new RecordingSubscriber(5);
        RecordingSubscriber two = new RecordingSubscriber(5);
        publisher.subscribe(one);
        publisher.subscribe(two);

        assertThat(one.signals()).isEqualTo(two.signals()).containsExactly("a", "<complete>");
        assertThat(made).hasSize(2);
    }

    @Test
    void nobodyCannotSubscribe() {
        assertThatNullPointerException().isThrownBy(() -> subscribed(null, Runnable::run));
    }

    private static final class Counting implements Pull<String> {
        final AtomicInteger pulled = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        volatile @Nullable RuntimeException failure;
        private final Deque<String> items;
        private volatile boolean over;
        private volatile Runnable listener = () -> {};

        Counting(String... items) {
            this.items = new ArrayDeque<>(List.of(items));
        }

        void endNow(RuntimeException why) {
            failure = why;
            over = true;
            listener.run();
        }

        @Override
        public @Nullable String next() {
            pulled.incrementAndGet();
            RuntimeException thrown = failure;
            if (thrown != null && (over || items.isEmpty())) {
                throw thrown;
            }
            return items.poll();
        }

        @Override
        public boolean ended() {
            return over;
        }

        @Override
        public void whenEnded(Runnable value) {
            listener = value;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
