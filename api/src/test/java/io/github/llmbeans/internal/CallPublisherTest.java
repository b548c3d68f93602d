package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CallPublisherTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final CompletableFuture<String> call = new CompletableFuture<>();
    private final CallPublisher<String, String> publisher = onePiece(() -> {
        calls.incrementAndGet();
        return call;
    });

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void endTheThread() {
        threads.shutdownNow();
    }

    static <T> CallPublisher<T, T> onePiece(Supplier<CompletionStage<T>> call) {
        return new CallPublisher<>(call, List::of);
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
        onePiece(() -> call.thenApply(String::strip)).subscribe(wrapped);
        call.completeExceptionally(failure);

        assertThat(direct.awaitFailure()).isSameAs(failure);
        assertThat(wrapped.awaitFailure()).isSameAs(failure);
        assertThat(direct.signals()).containsExactly("<error>");
    }

    @Test
    void aCallThatCannotBeginFailsTheStream() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException();
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        CallPublisherTest.<String>onePiece(() -> {
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
        CallPublisher<String, String> eager = onePiece(() -> {
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
    void severalItemsAreGivenAsTheyAreAskedFor() {
        RecordingSubscriber subscriber = new RecordingSubscriber(2);
        words().subscribe(subscriber);
        call.complete("one two three");
        assertThat(subscriber.signals()).containsExactly("one", "two");

        subscriber.subscription().request(1);

        assertThat(subscriber.signals()).containsExactly("one", "two", "three", "<complete>");
        assertThat(calls).hasValue(1);
    }

    @Test
    void theEndNeedsNoDemand() {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        words().subscribe(subscriber);
        call.complete("one");

        assertThat(subscriber.signals()).containsExactly("one", "<complete>");
    }

    @Test
    void whoAsksForOneMoreInEachSignalIsGivenAllOfThem() {
        AtomicReference<RecordingSubscriber> holder = new AtomicReference<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(1)
                .onPiece(piece -> holder.get().subscription().request(1));
        holder.set(subscriber);
        words().subscribe(subscriber);
        call.complete("a ".repeat(20_000));

        assertThat(subscriber.signals()).hasSize(20_001).endsWith("<complete>");
    }

    @Test
    void anAnswerThatCannotBeTurnedIntoItemsFailsTheStream() throws InterruptedException {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        new CallPublisher<String, String>(() -> call, answer -> {
                    throw new ArithmeticException(answer);
                })
                .subscribe(subscriber);
        call.complete("odd");

        assertThat(subscriber.awaitFailure()).isInstanceOf(ArithmeticException.class);
    }

    /** The items are given on the thread that completes the call, so nobody has waited for it on another. */
    @Test
    void noThreadWaitsForTheCall() {
        AtomicReference<Thread> giver = new AtomicReference<>();
        RecordingSubscriber subscriber = new RecordingSubscriber(1).onPiece(piece -> giver.set(Thread.currentThread()));
        publisher.subscribe(subscriber);
        inAnotherThread(() -> {
            Thread.currentThread().setName("completes the call");
            call.complete("piece");
        });

        assertThat(giver.get().getName()).isEqualTo("completes the call");
    }

    private CallPublisher<String, String> words() {
        return new CallPublisher<>(
                () -> {
                    calls.incrementAndGet();
                    return call;
                },
                answer -> List.of(answer.split(" ")));
    }

    @Test
    void aNullSubscriberIsNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> publisher.subscribe(null))
                .withMessage("subscriber must not be null");
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
