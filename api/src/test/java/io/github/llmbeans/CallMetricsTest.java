package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.llmbeans.ProviderMetrics.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallMetricsTest {
    private static final Failure FACTS = Failure.of("a");
    private static final CallInfo CALL =
            new CallInfo(new ProviderInfo("a", "m", java.util.Set.of()), ChatRequest.of("a secret prompt"), false);

    private final FakeClock clock = new FakeClock(Long.MAX_VALUE - 5);
    private final CallMetrics metrics = new CallMetrics("a", clock);

    private CallObservation begun(String time) {
        CallObservation call = metrics.begin(CALL);
        clock.advance(Duration.parse(time));
        return call;
    }

    private void answered(String time) {
        begun(time).answered(null);
    }

    private void failed(Throwable failure) {
        begun("PT0S").failed(failure);
    }

    @Test
    void withoutCallsThereIsNothingToTell() {
        ProviderMetrics none = metrics.snapshot();

        assertThat(none.provider()).isEqualTo("a");
        assertThat(none.status()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(none.calls()).isEqualTo(new ProviderMetrics.Calls(0, Map.of(), 0, 0, 0));
        assertThat(none.recent().errorRate()).isZero();
        assertThat(none.latency()).isNull();
        assertThat(none.lastFailure()).isNull();
        assertThat(none.sinceLastAnswer()).isNull();
        assertThat(none.passedOver()).isNull();
        assertThat(none)
                .hasToString("a: HEALTHY, 0 answered, 0 failed, 0 cancelled, 0 refused, 0 in flight; last 60 s: 0"
                        + " errors in 0 calls (0.0 %); tokens: 0 in, 0 out, 0 cached");
    }

    @Test
    void aCallIsInFlightUntilItEnds() {
        CallObservation first = metrics.begin(CALL);
        CallObservation second = metrics.begin(CALL);
        assertThat(metrics.snapshot().calls().inFlight()).isEqualTo(2);

        first.answered(null);
        second.cancelled();

        assertThat(metrics.snapshot().calls()).isEqualTo(new ProviderMetrics.Calls(1, Map.of(), 1, 0, 0));
        assertThat(metrics.snapshot().calls().ended()).isEqualTo(2);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of(new AuthenticationException("x", FACTS), FailureKind.AUTHENTICATION),
                Arguments.of(new InvalidRequestException("x", FACTS), FailureKind.INVALID_REQUEST),
                Arguments.of(new RateLimitException("x", FACTS), FailureKind.RATE_LIMIT),
                Arguments.of(new ProviderTimeoutException("x", FACTS), FailureKind.TIMEOUT),
                Arguments.of(new ProviderUnavailableException("x", FACTS), FailureKind.UNAVAILABLE),
                Arguments.of(new ProviderException("x", FACTS), FailureKind.OTHER),
                Arguments.of(new ArithmeticException(), FailureKind.DEFECT));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aFailureIsCountedByItsKind(Throwable failure, FailureKind kind) {
        failed(failure);
        clock.advance(Duration.ofSeconds(7));

        assertThat(metrics.snapshot().calls().failed()).isEqualTo(Map.of(kind, 1L));
        assertThat(metrics.snapshot().lastFailure())
                .isEqualTo(new ProviderMetrics.LastFailure(kind, Duration.ofSeconds(7)));
        assertThat(metrics.snapshot().recent().errors()).isEqualTo(kind == FailureKind.INVALID_REQUEST ? 0 : 1);
    }

    @Test
    void whatIsRefusedBeforeItIsSentIsNoErrorOfTheProvider() {
        InvalidRequestException untried = new InvalidRequestException("x", FACTS);
        untried.recordAttempts(0);
        for (int i = 0; i < 10; i++) {
            failed(untried);
            failed(new UnsupportedCapabilityException("a", "seed", Capability.SEED));
            failed(new InvalidRequestException("400", FACTS));
            begun("PT0S").cancelled();
        }

        ProviderMetrics seen = metrics.snapshot();
        assertThat(seen.calls())
                .isEqualTo(new ProviderMetrics.Calls(0, Map.of(FailureKind.INVALID_REQUEST, 10L), 10, 20, 0));
        assertThat(seen.recent()).isEqualTo(new ProviderMetrics.Recent(0, 0));
        assertThat(seen.status()).isEqualTo(HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, HEALTHY",
        "0, 4, HEALTHY",
        "0, 5, UNHEALTHY",
        "4, 1, HEALTHY",
        "7, 3, DEGRADED",
        "71, 29, HEALTHY",
        "41, 59, DEGRADED",
        "4, 6, UNHEALTHY"
    })
    void errorsOfTheLastMinuteMakeTheStatus(int answers, int errors, HealthStatus status) {
        for (int i = 0; i < answers; i++) {
            answered("PT0S");
        }
        for (int i = 0; i < errors; i++) {
            failed(new ProviderTimeoutException("x", FACTS));
        }
        assertThat(metrics.snapshot().status()).isEqualTo(status);

        clock.advance(Duration.ofSeconds(60));
        assertThat(metrics.snapshot().status()).as("a minute later").isEqualTo(HealthStatus.HEALTHY);
        assertThat(metrics.snapshot().recent().calls()).isZero();
    }

    @Test
    void aProviderThatHasBecomeSlowIsDegraded() {
        for (int i = 0; i < 10; i++) {
            answered("PT1S");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(metrics.snapshot().status()).isEqualTo(HealthStatus.HEALTHY);
            answered("PT2S");
        }
        assertThat(metrics.snapshot().status()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void latencyIsThatOfAnswers() {
        for (int i = 1; i <= 200; i++) {
            answered("PT0.%03dS".formatted(i));
            begun("PT1H").failed(new ProviderTimeoutException("x", FACTS));
            begun("PT1H").cancelled();
        }

        assertThat(metrics.snapshot().latency())
                .isEqualTo(new ProviderMetrics.Latency(
                        200,
                        Duration.ofNanos(100_500_000),
                        Duration.ofNanos(150_500_000),
                        Duration.ofMillis(150),
                        Duration.ofMillis(195),
                        Duration.ofMillis(199),
                        null));
    }

    @Test
    void theFirstPieceOfAStreamIsTimed() {
        CallObservation call = begun("PT2S");
        call.firstPiece();
        clock.advance(Duration.ofSeconds(3));
        call.answered(null);
        answered("PT1S");
        CallObservation failing = begun("PT4S");
        failing.firstPiece();
        failing.failed(new ProviderTimeoutException("x", FACTS));

        assertThat(metrics.snapshot().latency().firstPiece()).isEqualTo(Duration.ofSeconds(3));
        assertThat(metrics.snapshot().latency().mean()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void tokensAreAddedUp() {
        ChatResponse answer = ChatResponse.builder("secret answer", "a", "m")
                .usage(new Usage(Integer.MAX_VALUE, 20, 30, 5))
                .build();
        begun("PT0S").answered(answer);
        begun("PT0S").answered(answer);
        begun("PT0S").answered(ChatResponse.of("without", "a", "m"));

        assertThat(metrics.snapshot().tokens()).isEqualTo(new ProviderMetrics.Tokens(2L * Integer.MAX_VALUE, 40, 10));
    }

    @Test
    void aSnapshotDoesNotChangeAnyMoreAndHoldsNoContent() {
        begun("PT0.15S")
                .answered(ChatResponse.builder("secret answer", "a", "m")
                        .usage(new Usage(1, 2, 3, 0))
                        .build());
        failed(new RateLimitException("secret message", FACTS));
        clock.advance(Duration.ofSeconds(3));
        ProviderMetrics before = metrics.snapshot();
        answered("PT1S");
        failed(new ProviderTimeoutException("x", FACTS));

        assertThat(before.calls().answered()).isEqualTo(1);
        assertThat(before.sinceLastAnswer()).isEqualTo(Duration.ofSeconds(3));
        assertThat(before)
                .hasToString(
                        "a: HEALTHY, 1 answered, 1 failed {RATE_LIMIT=1}, 0 cancelled, 0 refused, 0 in flight; last"
                                + " 60 s: 1 errors in 2 calls (50.0 %); latency: mean 150 ms, of the last 100 mean 150 ms, p50"
                                + " 150 ms, p95 150 ms, p99 150 ms; tokens: 1 in, 2 out, 0 cached; last failure: RATE_LIMIT 3000"
                                + " ms ago");
        assertThatCode(() -> before.calls().failed().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        CallMetrics real = new CallMetrics("real");
        ChatResponse answer =
                ChatResponse.builder("x", "a", "m").usage(new Usage(3, 2, 5, 1)).build();
        int threads = 8;
        int rounds = 5_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        for (int t = 0; t < threads; t++) {
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < rounds; i++) {
                    real.begin(CALL).answered(answer);
                    real.begin(CALL).failed(new RateLimitException("x", FACTS));
                    real.begin(CALL).failed(new UnsupportedCapabilityException("a", "seed", Capability.SEED));
                    real.begin(CALL).cancelled();
                }
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        long all = (long) threads * rounds;
        ProviderMetrics seen = real.snapshot();
        assertThat(seen.calls())
                .isEqualTo(new ProviderMetrics.Calls(all, Map.of(FailureKind.RATE_LIMIT, all), all, all, 0));
        assertThat(seen.latency().answers()).isEqualTo(all);
        assertThat(seen.tokens()).isEqualTo(new ProviderMetrics.Tokens(3 * all, 2 * all, all));
    }

    @Test
    void anAnswerThatBreaksOffHasCostWhatWasToldUntilThen() {
        CallMetrics measured = new CallMetrics("p");
        ProviderException broken = StubProvider.failure("p");
        broken.keepPartialResponse(ChatResponse.builder("half", "p", "m")
                .finishReason(FinishReason.OTHER)
                .usage(new Usage(5, 7, 12, 3))
                .build());
        CallInfo call = new CallInfo(new ProviderInfo("p", "m", Set.of()), ChatRequest.of("hi"), true);

        measured.begin(call).failed(broken);

        assertThat(measured.snapshot().tokens()).isEqualTo(new ProviderMetrics.Tokens(5, 7, 3));
    }

    @Test
    void whatEndsWhileTheFiguresAreTakenWasNotInTheFuture() {
        AtomicLong now = new AtomicLong();
        AtomicBoolean armed = new AtomicBoolean();
        AtomicReference<CallMetrics> measured = new AtomicReference<>();
        ChatRequest request = ChatRequest.of("hi");
        CallInfo call = new CallInfo(new ProviderInfo("p", "m", Set.of()), request, false);
        measured.set(new CallMetrics("p", () -> {
            long read = now.get();
            if (armed.compareAndSet(true, false)) {
                now.addAndGet(1_000_000);
                measured.get().begin(call).failed(StubProvider.failure("p"));
                measured.get().begin(call).answered(null);
            }
            return read;
        }));
        armed.set(true);

        ProviderMetrics figures = measured.get().snapshot();

        assertThat(figures.sinceLastAnswer()).isEqualTo(Duration.ZERO);
        assertThat(figures.lastFailure().ago()).isEqualTo(Duration.ZERO);
    }

    @Test
    void badArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallMetrics("p\rforged"))
                .withMessage("provider must be one line of text, had U+000D at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CallMetrics(" "))
                .withMessage("provider must not be blank, was \" \"");
        assertThatNullPointerException()
                .isThrownBy(() -> new CallMetrics("a", null))
                .withMessage("nanoTime must not be null");
    }
}
