package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Failure PASSING = Failure.of("p").withRetryable(true);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeClock clock = new FakeClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final Deque<ProviderException> failures = new ArrayDeque<>();
    private int attempts;

    private final Sleeper sleeper = pause -> {
        pauses.add(pause);
        clock.advance(pause);
    };

    @AfterEach
    void noTestLeavesItsThreadInterrupted() {
        Thread.interrupted();
    }

    private RetryPolicyBuilder policy() {
        return RetryPolicy.builder().random(() -> 0.5).sleeper(sleeper);
    }

    private Deadline in(Duration timeout) {
        return Deadline.after(timeout, clock);
    }

    private String attempt() {
        attempts++;
        if (!failures.isEmpty()) {
            throw failures.pop();
        }
        return "done";
    }

    private ProviderException failsTheCall(RetryPolicy policy, Duration timeout) {
        return catchThrowableOfType(ProviderException.class, () -> policy.execute(in(timeout), this::attempt));
    }

    private ProviderException fails(Failure failure) {
        ProviderException e = new ProviderUnavailableException("down", failure);
        failures.add(e);
        return e;
    }

    @Test
    void aCallThatSucceedsIsMadeOnce() {
        assertThat(policy().build().<String>execute(in(MINUTE), this::attempt)).isEqualTo("done");

        assertThat(attempts).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aPassingFailureIsFollowedByAnotherTry() {
        fails(PASSING);
        fails(PASSING);

        assertThat(policy().build().<String>execute(in(MINUTE), this::attempt)).isEqualTo("done");

        assertThat(attempts).isEqualTo(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
    }

    @Test
    void theLastFailureCarriesTheEarlierOnesAndTheNumberOfAttempts() {
        ProviderException first = fails(PASSING);
        ProviderException second = fails(PASSING);
        ProviderException third = fails(PASSING);

        ProviderException thrown = failsTheCall(policy().maxRetries(2).build(), MINUTE);

        assertThat(thrown).isSameAs(third).hasSuppressedException(first).hasSuppressedException(second);
        assertThat(thrown.getSuppressed()).hasSize(2);
        assertThat(thrown.attempts()).isEqualTo(3);
    }

    @Test
    void aFailureThatStaysIsNotRepeated() {
        ProviderException failure = fails(Failure.of("p"));

        ProviderException thrown = failsTheCall(policy().build(), MINUTE);

        assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
        assertThat(thrown.attempts()).isEqualTo(1);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anythingButAProviderExceptionIsNotRepeated() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> policy().build().execute(in(MINUTE), () -> {
                    attempts++;
                    throw new ArithmeticException();
                }));
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void noRetriesMeansNoRetries() {
        fails(PASSING);

        assertThat(failsTheCall(policy().maxRetries(0).build(), MINUTE).attempts())
                .isEqualTo(1);
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void theServersHintIsWaitedForInFull() {
        fails(PASSING.withRetryAfter(Duration.ofSeconds(7)));

        policy().build().execute(in(MINUTE), this::attempt);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT7S", "PT6.999S", "PT0S"})
    void aPauseThatWouldReachTheDeadlineIsNotBegun(Duration timeout) {
        Duration hint = Duration.ofSeconds(7);
        fails(PASSING.withRetryAfter(hint));

        ProviderException thrown = failsTheCall(policy().build(), timeout);

        assertThat(pauses).isEmpty();
        assertThat(attempts).isEqualTo(1);
        assertThat(thrown.retryAfter()).contains(hint);
    }

    @Test
    void aPauseThatEndsBeforeTheDeadlineIsBegun() {
        fails(PASSING.withRetryAfter(Duration.ofSeconds(7)));

        policy().build().execute(in(Duration.ofSeconds(7).plusNanos(1)), this::attempt);

        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void aHintOfCenturiesIsNotWaitedFor() {
        fails(PASSING.withRetryAfter(Duration.ofSeconds(Long.MAX_VALUE)));

        failsTheCall(policy().build(), MINUTE);

        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptDuringAPauseEndsTheCallAndStaysVisible() {
        InterruptedException interrupt = new InterruptedException();
        ProviderException first = fails(PASSING);
        ProviderException second = fails(PASSING.withStatus(503).withRequestId("r"));
        RetryPolicy policy = policy().sleeper(pause -> {
                    pauses.add(pause);
                    if (pauses.size() == 2) {
                        throw interrupt;
                    }
                })
                .build();

        ProviderException thrown = failsTheCall(policy, MINUTE);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(ProviderInterruptedException.class).hasCause(interrupt);
        assertThat(thrown.getSuppressed()).containsExactlyInAnyOrder(first, second);
        assertThat(thrown.retryable()).isFalse();
        assertThat(thrown.attempts()).isEqualTo(2);
        assertThat(thrown.requestId()).contains("r");
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void aCallerThatIsInterruptedAlreadyDoesNotTryAgainEvenWithoutPauses() {
        fails(PASSING);
        RetryPolicy policy = RetryPolicy.builder()
                .baseDelay(Duration.ZERO)
                .maxDelay(Duration.ZERO)
                .build();
        Thread.currentThread().interrupt();

        ProviderException thrown = failsTheCall(policy, MINUTE);

        assertThat(thrown).isInstanceOf(ProviderInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void oneExceptionThrownAgainAndAgainIsAttachedOnlyOnce() {
        ProviderException shared = new RateLimitException("busy", PASSING);
        failures.addAll(List.of(shared, shared, shared));

        ProviderException alone = failsTheCall(policy().maxRetries(2).build(), MINUTE);
        assertThat(alone).isSameAs(shared).hasNoSuppressedExceptions();

        failures.addAll(List.of(shared, shared));
        ProviderException other = fails(PASSING);
        ProviderException thrown = failsTheCall(policy().maxRetries(2).build(), MINUTE);
        assertThat(thrown).isSameAs(other);
        assertThat(thrown.getSuppressed()).containsExactly(shared);
    }

    @Test
    void nullsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> policy().build().execute(null, this::attempt))
                .withMessage("deadline must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> policy().build().execute(in(MINUTE), null))
                .withMessage("attempt must not be null");
    }
}
