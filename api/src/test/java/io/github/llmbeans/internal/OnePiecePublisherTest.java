package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OnePiecePublisherTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<String> call = new CompletableFuture<>();
    private final OnePiecePublisher<String> publisher = new OnePiecePublisher<>(() -> {
        calls.incrementAndGet();
        return call;
    });

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheThread() {
        threads.shutdownNow();
    }

    private RecordingSubscriber subscribe(long firstRequest) {
        RecordingSubscriber subscriber = new RecordingSubscriber(firstRequest);
        publisher.subscribe(subscriber);
        return subscriber;
    }

    @Test
    void nothingIsCalledUntilSomebodyAsks() {
        RecordingSubscriber subscriber = subscribe(0);
        assertThat(calls).hasValue(0);

        subscriber.subscription().request(1);

        assertThat(calls).hasValue(1);
        assertThat(subscriber.signals()).isEmpty();
    }

    @Test
    void theOutcomeIsOnePieceAndTheEnd() {
        RecordingSubscriber subscriber = subscribe(1);
        call.complete("piece");

        assertThat(subscriber.signals()).containsExactly("piece", "<complete>");
    }

    @Test
    void askingForMoreCallsOnlyOnce() {
        RecordingSubscriber subscriber = subscribe(Long.MAX_VALUE);
        subscriber.subscription().request(1);
        call.complete("piece");
        subscriber.subscription().request(1);

        assertThat(calls).hasValue(1);
        assertThat(subscriber.signals()).containsExactly("piece", "<complete>");
    }

    @Test
    void eachSubscriberCausesACallOfItsOwn() {
        subscribe(1);
        subscribe(1);

        assertThat(calls).hasValue(2);
    }

    @Test
    void aFailureIsTheExceptionItself() throws InterruptedException {
        ArithmeticException failure = new ArithmeticException();
        RecordingSubscriber direct = subscribe(1);
        RecordingSubscriber wrapped = new RecordingSubscriber(1);
        new OnePiecePublisher<>(() -> call.thenApply(String::strip)).subscribe(wrapped);
        call.completeExceptionally(failure);

        assertThat(direct.awaitFailure()).isSameAs(failure);
        assertThat(wrapped.awaitFailure()).isSameAs(failure);
        assertThat(direct.signals()).containsExactly("<error>");
    }

    @Test
    void aCallThatCannotBeginFailsTheStream() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException();
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        new OnePiecePublisher<String>(() -> {
                    throw failure;
                })
                .subscribe(subscriber);

        assertThat(subscriber.awaitFailure()).isSameAs(failure);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void askingForNoPieceOrFewerIsAMistakeThatEndsTheStream(long n) throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(0);
        subscriber.subscription().request(n);
        subscriber.subscription().request(1);

        assertThat(subscriber.awaitFailure())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the number of requested pieces must be at least 1, was " + n);
        assertThat(calls).hasValue(0);
        assertThat(subscriber.signals()).containsExactly("<error>");
    }

    @Test
    void aMistakeWhileTheCallRunsCancelsTheCall() {
        RecordingSubscriber subscriber = subscribe(1);
        subscriber.subscription().request(0);

        assertThat(call).isCancelled();
        assertThat(subscriber.signals()).containsExactly("<error>");
    }

    @Test
    void aMistakeWhileThePieceIsGivenIsToldAfterThePiece() throws Exception {
        AtomicReference<RecordingSubscriber> holder = new AtomicReference<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(1)
                .onPiece(piece ->
                        inAnotherThread(() -> holder.get().subscription().request(0)));
        holder.set(subscriber);
        publisher.subscribe(subscriber);
        call.complete("piece");

        assertThat(subscriber.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(subscriber.signals()).containsExactly("piece", "<error>");
    }

    @Test
    void aSubscriberThatBreaksGetsNoMoreSignals() {
        RecordingSubscriber subscriber = new RecordingSubscriber(1).onPiece(piece -> {
            throw new IllegalStateException("broken subscriber");
        });
        publisher.subscribe(subscriber);
        call.complete("piece");

        assertThat(subscriber.signals()).containsExactly("piece");
    }

    @Test
    void noSignalOvertakesTheSubscription() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        OnePiecePublisher<String> eager = new OnePiecePublisher<>(() -> {
            CompletableFuture<String> answer = CompletableFuture.completedFuture("piece");
            answered.countDown();
            return answer;
        });
        AtomicReference<RecordingSubscriber> holder = new AtomicReference<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(0)
                .onSubscribed(
                        () -> inAnotherThread(() -> holder.get().subscription().request(1)));
        holder.set(subscriber);
        eager.subscribe(subscriber);

        assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(subscriber.awaitEnd().signals()).containsExactly("piece", "<complete>");
    }

    @Test
    void aNullSubscriberIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> publisher.subscribe(null))
                .withMessage("subscriber");
    }

    private static void inAnotherThread(Runnable action) {
        Thread thread = new Thread(action);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
