package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class CallObserverTest {
    private static final Failure PASSING = Failure.of("scripted").withRetryable(true);

    private final ToldCalls told = new ToldCalls();
    private final ScriptedProvider provider = new ScriptedProvider();

    CallObserverTest() {
        provider.observer = told;
    }

    @Test
    void anAnsweredCallIsToldFromItsBeginningToItsAnswer() {
        ChatRequest request = ChatRequest.of("hi");
        provider.chat(request);

        assertThat(told.lines).containsExactly("begin", "attempt 1", "attempt over", "answered an answer");
        assertThat(told.calls).singleElement().satisfies(call -> {
            assertThat(call.provider()).isEqualTo(provider.info());
            assertThat(call.request()).isSameAs(request);
            assertThat(call.streamed()).isFalse();
            assertThat(call.model()).isEqualTo("scripted-model");
            assertThat(call.toString()).doesNotContain("hi]");
        });
        assertThat(told.attempts).containsExactly(Thread.currentThread());
    }

    @Test
    void everyAttemptIsToldAndTheFailureOfTheCallOnce() {
        Iterator<RuntimeException> failures = List.<RuntimeException>of(
                        new ProviderTimeoutException("late", PASSING),
                        new AuthenticationException("no", PASSING.withRetryable(false)))
                .iterator();
        provider.failsWith(failures::next);

        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> provider.generate("hi"));

        assertThat(told.lines)
                .containsExactly(
                        "begin",
                        "attempt 1",
                        "attempt failed ProviderTimeoutException",
                        "attempt over",
                        "attempt 2",
                        "attempt failed AuthenticationException",
                        "attempt over",
                        "failed AuthenticationException");
    }

    @Test
    void aCallThatIsRefusedBeforeItIsSentIsAFailedCallWithoutAttempts() {
        ScriptedProvider poor = new ScriptedProvider(Set.of());
        poor.observer = told;

        catchThrowable(
                () -> poor.chat(ChatRequest.builder().user("hi").model("other").build()));

        assertThat(told.lines).containsExactly("begin", "failed UnsupportedCapabilityException");
        assertThat(told.calls.get(0).model()).isEqualTo("other");
    }

    @Test
    void aCallThatWaitedInVainForItsTurnIsAFailedCall() {
        provider.limiter = ConcurrencyLimiter.fair(1, 0, "test");
        try (ConcurrencyLimiter.Permit held = provider.limiter.acquire(Duration.ofMinutes(1))) {
            assertThat(held).isNotNull();
            catchThrowable(() -> provider.generate("hi"));
            catchThrowable(() -> provider.chatAsync(ChatRequest.of("hi"))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS));
        }

        assertThat(told.lines)
                .containsExactly("begin", "failed RateLimitException", "begin", "failed RateLimitException");
    }

    @Test
    void anInterruptedCallIsCancelled() {
        provider.failsWith(() -> new ProviderInterruptedException("enough", PASSING, new InterruptedException()));

        catchThrowable(() -> provider.generate("hi"));

        assertThat(told.lines).endsWith("cancelled").doesNotContain("failed ProviderInterruptedException");
    }

    @Test
    void anAsynchronousCallIsToldOnceAndBeginsOnTheCallersThread() throws Exception {
        provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture().get(30, TimeUnit.SECONDS);

        assertThat(told.lines).containsExactly("begin", "attempt 1", "attempt over", "answered an answer");
        assertThat(told.attempts).doesNotContain(Thread.currentThread());
    }

    @Test
    void anAsynchronousCallThatIsCancelledIsToldSo() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        provider.answers(() -> {
            running.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new ProviderInterruptedException("enough", PASSING, e);
            }
            return ScriptedProvider.ANSWER;
        });
        CompletableFuture<ChatResponse> call =
                provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        assertThat(told.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.lines).contains("cancelled").noneMatch(line -> line.startsWith("answered"));
        provider.close();
    }

    @Test
    void whatAnObserverThrowsDoesNotTouchTheCallAndIsLogged() {
        provider.observer = call -> {
            throw new IllegalStateException("secret");
        };
        try (LogCapture log = new LogCapture()) {
            assertThat(provider.generate("hi")).isEqualTo("an answer");
            assertThat(log.lines(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("begin", "IllegalStateException")
                    .doesNotContain("secret");
        }

        CallObservation breaking = new CallObservation() {
            @Override
            public AttemptObservation attempt(int number) {
                throw new IllegalStateException();
            }

            @Override
            public void answered(ChatResponse answer) {
                throw new IllegalStateException();
            }
        };
        provider.observer = ((CallObserver) call -> breaking).and(told);
        assertThat(provider.generate("hi")).isEqualTo("an answer");
        assertThat(told.lines).containsExactly("begin", "attempt 1", "attempt over", "answered an answer");
    }

    @Test
    void aProviderThatCannotSayWhoObservesItAnswersAllTheSame() {
        provider.observer = null;
        try (LogCapture log = new LogCapture()) {
            assertThat(provider.generate("hi")).isEqualTo("an answer");
            assertThat(log.lines(Level.WARNING)).singleElement().asString().contains("scripted", "cannot be had");
        }
    }

    @Test
    void ofTwoObserversTheFirstIsToldOfTheBeginningFirstAndOfTheEndLast() {
        ToldCalls outer = new ToldCalls("outer ");
        ToldCalls inner = new ToldCalls("inner ");
        List<String> order = new ArrayList<>();
        provider.observer = ((CallObserver) call -> {
                    order.add("outer begins");
                    return new CallObservation() {
                        @Override
                        public void answered(ChatResponse answer) {
                            order.add("outer ends");
                        }
                    };
                })
                .and(call -> {
                    order.add("inner begins");
                    return new CallObservation() {
                        @Override
                        public void answered(ChatResponse answer) {
                            order.add("inner ends");
                        }
                    };
                });
        provider.generate("hi");
        assertThat(order).containsExactly("outer begins", "inner begins", "inner ends", "outer ends");

        assertThat(outer.and(CallObserver.none())).isSameAs(outer);
        assertThat(CallObserver.none().and(inner)).isSameAs(inner);
    }

    @Test
    void anAsynchronousCallOnAClosedProviderIsNotTold() {
        provider.close();

        assertThat(catchThrowable(() -> provider.chatAsync(ChatRequest.of("hi"))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS)))
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(told.lines).isEmpty();
    }

    @Test
    void aCallThatItsCallerEndsFromOutsideIsCancelledAndNoFailureOfTheProvider() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        provider.answers(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new ProviderInterruptedException("enough", Failure.of("scripted"), e);
            }
            return ScriptedProvider.ANSWER;
        });
        CompletableFuture<ChatResponse> call =
                provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture();
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        call.completeExceptionally(new TimeoutException()); // As orTimeout does.

        assertThat(told.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.lines).contains("cancelled").noneMatch(line -> line.startsWith("failed"));
    }

    @Test
    void noAttemptIsToldAfterTheEndOfTheCall() throws Exception {
        CompletableFuture<CompletableFuture<ChatResponse>> call = new CompletableFuture<>();
        CountDownLatch repeated = new CountDownLatch(2);
        provider.answers(() -> {
            call.join().cancel(true);
            repeated.countDown();
            throw new ProviderTimeoutException("late", PASSING);
        });
        call.complete(provider.chatAsync(ChatRequest.of("hi")).toCompletableFuture());

        assertThat(repeated.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(told.lines).startsWith("begin", "attempt 1", "cancelled").doesNotContain("attempt 2");
    }

    @Test
    void noErrorOfAnObserverTouchesTheCallEither() {
        provider.observer = call -> new CallObservation() {
            @Override
            public AttemptObservation attempt(int number) {
                throw new AssertionError("secret");
            }

            @Override
            public void answered(ChatResponse answer) {
                throw new AssertionError("secret");
            }
        };
        try (LogCapture log = new LogCapture()) {
            assertThat(provider.generate("hi")).isEqualTo("an answer");
            assertThat(log.lines(Level.WARNING))
                    .hasSize(2)
                    .allSatisfy(
                            line -> assertThat(line).contains("AssertionError").doesNotContain("secret"));
        }
    }
}
