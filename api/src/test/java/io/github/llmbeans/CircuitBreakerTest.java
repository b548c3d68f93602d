package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final FakeClock clock = new FakeClock();
    private final CircuitBreaker circuit = CircuitBreaker.builder("p")
            .requestVolumeThreshold(4)
            .failureRatio(0.5)
            .delay(Duration.ofSeconds(10))
            .nanoTime(clock)
            .build();
    private final RetryPolicy policy = policy(0);
    private final AtomicInteger attempts = new AtomicInteger();

    private RetryPolicy policy(int retries) {
        return RetryPolicy.builder()
                .maxRetries(retries)
                .baseDelay(Duration.ZERO)
                .circuitBreaker(circuit)
                .build();
    }

    private static ProviderException down() {
        return new ProviderUnavailableException("down", Failure.of("p").withRetryable(true));
    }

    private String call(RetryPolicy by, Supplier<String> attempt) {
        return by.execute(Deadline.after(Duration.ofSeconds(30), clock), () -> {
            attempts.incrementAndGet();
            return attempt.get();
        });
    }

    private void succeeds() {
        call(policy, () -> "fine");
    }

    private void fails(RuntimeException failure) {
        assertThat(catchThrowable(() -> call(policy, () -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    private void open() {
        for (int i = 0; i < 4; i++) {
            fails(down());
        }
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.OPEN);
        attempts.set(0);
    }

    @Test
    void anOpenCircuitFailsAtOnceAndSaysWhenTheNextTryIs() {
        open();
        clock.advance(Duration.ofSeconds(4));

        ProviderUnavailableException e =
                catchThrowableOfType(ProviderUnavailableException.class, () -> call(policy(3), () -> "never"));

        assertThat(e)
                .hasMessage(
                        "The circuit of provider 'p' is open since too many attempts have failed; the next try is in"
                                + " 6 s");
        assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(6));
        assertThat(e.retryable()).isTrue();
        assertThat(e.attempts()).isZero();
        assertThat(attempts).hasValue(0);
    }

    @Test
    void itOpensOnlyWhenEnoughOfTheLastAttemptsHaveFailed() {
        fails(down());
        fails(down());
        succeeds();
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        succeeds();

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void oldAttemptsAreForgotten() {
        for (int i = 0; i < 3; i++) {
            fails(down());
            for (int good = 0; good < 4; good++) {
                succeeds();
            }
        }

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void answersOfAnyKindAreNoFailuresOfTheServer() {
        for (int i = 0; i < 10; i++) {
            fails(new InvalidRequestException("no", Failure.of("p")));
            fails(new AuthenticationException("no", Failure.of("p")));
            fails(new RateLimitException("no", Failure.of("p")));
        }

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void interruptsAndDefectsSayNothing() {
        fails(down());
        for (int i = 0; i < 10; i++) {
            fails(new ProviderInterruptedException("left", Failure.of("p"), new InterruptedException()));
            fails(new ArithmeticException("defect"));
        }
        fails(down());
        succeeds();

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void afterTheDelayOneAttemptIsLetThroughAndItsSuccessClosesTheCircuit() {
        open();
        clock.advance(Duration.ofSeconds(10));

        call(policy, () -> {
            assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
            ProviderException second =
                    catchThrowableOfType(ProviderUnavailableException.class, () -> call(policy, () -> "second"));
            assertThat(second.retryAfter()).hasValue(Duration.ofSeconds(1));
            return "fine";
        });

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(attempts).hasValue(1);
        fails(down());
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void aFailedTrialOpensItForTheWholeDelayAgain() {
        open();
        clock.advance(Duration.ofSeconds(10));
        fails(down());

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(catchThrowableOfType(ProviderUnavailableException.class, () -> call(policy, () -> "never"))
                        .retryAfter())
                .hasValue(Duration.ofSeconds(10));
    }

    @Test
    void aTrialThatSaysNothingLetsTheNextOneTry() {
        open();
        clock.advance(Duration.ofSeconds(10));
        fails(new ProviderInterruptedException("left", Failure.of("p"), new InterruptedException()));
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);

        succeeds();

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void anAttemptThatBeganBeforeTheCircuitOpenedIsNoNews() {
        clock.advance(Duration.ofSeconds(1));
        int old = circuit.admit();
        open();
        clock.advance(Duration.ofSeconds(10));
        int trial = circuit.admit();
        circuit.ended(old, true);
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.HALF_OPEN);

        circuit.ended(trial, false);

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void aCallWhoseFailureOpensTheCircuitIsNotRepeated() {
        fails(down());
        fails(down());
        fails(down());
        attempts.set(0);

        ProviderException e = catchThrowableOfType(
                ProviderException.class,
                () -> call(policy(3), () -> {
                    throw down();
                }));

        assertThat(attempts).hasValue(1);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.withheld()).isEqualTo("the circuit is open");
    }

    @Test
    void whatFailsAfterAGoodStartCountsToo() {
        succeeds();
        succeeds();
        policy.failedLater(down());
        policy.failedLater(new InvalidRequestException("no", Failure.of("p")));
        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.CLOSED);
        policy.failedLater(down());

        assertThat(circuit.state()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void badNumbersAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CircuitBreaker.builder("p").failureRatio(0))
                .withMessage("failureRatio must be between 0.01 and 1.0, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CircuitBreaker.builder("p").requestVolumeThreshold(0))
                .withMessage("requestVolumeThreshold must be between 1 and 10000, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CircuitBreaker.builder("p").delay(Duration.ZERO))
                .withMessage("delay must be between 0.001 s and 86400 s, was 0 s");
    }
}
