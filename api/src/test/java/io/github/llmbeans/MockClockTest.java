package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Delays by a clock that the test moves, and the deadlines that hold all the same. */
@Timeout(30)
class MockClockTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MockClock clock = new MockClock();
    private final MockProvider mock = MockProvider.builder().sleeper(clock).build();

    private CompletableFuture<String> ask() {
        return mock.generateAsync("a", GenerationParams.defaults()).toCompletableFuture();
    }

    @Test
    void aCallIsHeldUntilTheClockIsMoved() {
        mock.script().answer("at last").after(Duration.ofSeconds(10));

        CompletableFuture<String> answer = ask();
        clock.awaitWaiting(1);
        clock.advance(Duration.ofSeconds(9));
        clock.awaitWaiting(1);
        assertThat(answer).isNotDone();
        clock.advance(Duration.ofSeconds(1));

        assertThat(answer.join()).isEqualTo("at last");
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(10));
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void aFailureCanComeLateToo() {
        mock.script().unavailable().after(Duration.ofSeconds(1)).answer("then");

        CompletableFuture<String> answer = ask();
        clock.awaitWaiting(1);
        clock.advance(Duration.ofSeconds(1));

        assertThat(answer.join()).isEqualTo("then");
    }

    @Test
    void aMockCanPauseBeforeItRepeatsForAsLongAsTheFailureAsks() {
        MockProvider patient =
                MockProvider.builder().sleeper(clock).retryPauses().build();
        patient.script().rateLimit(Duration.ofSeconds(9)).answer("then");

        CompletableFuture<String> answer =
                patient.generateAsync("a", GenerationParams.defaults()).toCompletableFuture();
        clock.awaitWaiting(1);
        clock.advance(Duration.ofSeconds(8));
        clock.awaitWaiting(1);
        assertThat(patient.lastCall().attempts()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));

        assertThat(answer.join()).isEqualTo("then");
    }

    @Test
    void aHeldCallEndsAtItsDeadlineByTheClock() {
        mock.script().answer("too late").after(MINUTE).answer("never");

        CompletableFuture<String> answer = ask();
        clock.awaitWaiting(1);
        clock.advance(Duration.ofSeconds(30));

        assertThat(catchThrowable(answer::join))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(ProviderTimeoutException.class)
                .hasMessageStartingWith("Provider 'mock' had not given its answer within ");
        assertThat(mock.lastCall().attempts()).isEqualTo(1);
    }

    @Test
    void aDelayBeyondTheDeadlineFailsAtOnceOnAClockOnWhichAllTimePassesAtOnce() {
        MockProvider quick = MockProvider.builder().sleeper(time -> {}).build();
        quick.script().answer("too late").after(MINUTE);

        ProviderTimeoutException e = catchThrowableOfType(ProviderTimeoutException.class, () -> quick.generate("a"));

        assertThat(e).hasMessage("Provider 'mock' had not given its answer within 30 s");
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.retryable()).isFalse();
    }

    @Test
    void theDelaysOfAllAttemptsCountForOneDeadline() {
        MockProvider quick = MockProvider.builder().sleeper(time -> {}).build();
        quick.script().unavailable().after(Duration.ofSeconds(20)).times(2);

        ProviderTimeoutException e = catchThrowableOfType(ProviderTimeoutException.class, () -> quick.generate("a"));

        assertThat(e.attempts()).isEqualTo(2);
        assertThat(e.getSuppressed()).hasOnlyElementsOfType(ProviderUnavailableException.class);
    }

    @Test
    void theDelaysOfOneCallAreNotThoseOfAnother() {
        MockProvider quick = MockProvider.builder().sleeper(time -> {}).build();
        quick.script().answer("a").after(Duration.ofSeconds(20)).times(3);

        assertThat(quick.generate("a") + quick.generate("a") + quick.generate("a"))
                .isEqualTo("aaa");
    }

    @Test
    void aForgottenClockHoldsNoCallBeyondItsDeadlineInRealTime() {
        mock.script().answer("never").after(Duration.ofMillis(20));
        ChatRequest request =
                ChatRequest.builder().user("a").timeout(Duration.ofMillis(60)).build();

        assertThat(catchThrowableOfType(ProviderTimeoutException.class, () -> mock.chat(request)))
                .hasMessage("Provider 'mock' had not given its answer within 0.06 s");
        assertThat(clock.waiting()).isZero();
    }

    @Test
    void delaysTakeRealTimeUnlessAClockIsGiven() {
        MockProvider real = new MockProvider();
        real.script().answer("a").after(Duration.ofMillis(30));
        long start = System.nanoTime();

        real.generate("a");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    @Test
    void aRealDelayEndsAtTheDeadline() {
        MockProvider real = new MockProvider();
        real.script().answer("never").after(MINUTE);

        assertThat(catchThrowableOfType(
                        ProviderTimeoutException.class,
                        () -> real.chat(ChatRequest.builder()
                                .user("a")
                                .timeout(Duration.ofMillis(20))
                                .build())))
                .isNotNull();
    }

    @Test
    void anInterruptedCallerIsLetGo() throws InterruptedException {
        mock.script().answer("never").after(Duration.ofSeconds(10));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            thrown.set(catchThrowable(() -> mock.generate("a")));
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        clock.awaitWaiting(1);
        caller.interrupt();
        caller.join();

        assertThat(thrown.get()).isInstanceOf(ProviderInterruptedException.class);
        assertThat(flag.get()).isTrue();
    }

    @Test
    void aCancelledCallIsLetGo() {
        mock.script().answer("never").after(Duration.ofSeconds(10));
        CompletableFuture<String> answer = ask();
        clock.awaitWaiting(1);

        answer.cancel(true);

        Patience.until(() -> clock.waiting() == 0);
    }

    @Test
    void whoeverWaitsForTheClockIsToldWhenThreadsCome() throws Exception {
        FutureTask<Void> sleeping = new FutureTask<>(() -> {
            clock.sleep(MINUTE);
            return null;
        });
        new Thread(sleeping).start();
        clock.awaitWaiting(1);
        clock.advance(MINUTE);
        sleeping.get();
    }

    @Test
    void noTimeIsNoWait() throws InterruptedException {
        clock.sleep(Duration.ZERO);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> clock.sleep(Duration.ZERO));
    }

    @Test
    void aClockCanBeMovedAsFarAsTimeGoes() throws InterruptedException {
        clock.advance(Duration.ofSeconds(Long.MAX_VALUE));
        clock.advance(MINUTE);
        clock.sleep(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(clock.now()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }
}
