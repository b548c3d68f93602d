package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripted failures, and what the provider makes of them. */
@Timeout(30)
class MockFailureTest {
    private final MockProvider mock = new MockProvider();

    @Test
    void aCallIsRepeatedUntilTheAnswer() {
        mock.script().rateLimit().unavailable().timeout().answer("at last");

        assertThat(mock.generate("a")).isEqualTo("at last");
        assertThat(mock.callCount()).isEqualTo(1);
        assertThat(mock.lastCall().attempts()).isEqualTo(4);
        assertThat(mock.attemptCount()).isEqualTo(4);
    }

    @Test
    void failuresBeyondTheRetriesAreToldWithThoseBefore() {
        MockScript script = mock.script().unavailable().times(4).answer("too late");

        ProviderUnavailableException e =
                catchThrowableOfType(ProviderUnavailableException.class, () -> mock.generate("a"));

        assertThat(e.status()).hasValue(503);
        assertThat(e.attempts()).isEqualTo(4);
        assertThat(e.getSuppressed()).hasSize(3).doesNotContain(e);
        assertThat(script.remaining()).isEqualTo(1);
    }

    @Test
    void aFailureAtTheEndOfAScriptHoldsForAllRepeatsOfItsCall() {
        mock.script("one").rateLimit();

        assertThat(mock.generate("a")).isEqualTo("one");
        RateLimitException e = catchThrowableOfType(RateLimitException.class, () -> mock.generate("b"));
        assertThat(e.attempts()).isEqualTo(4);
        assertThatIllegalStateException().isThrownBy(() -> mock.generate("c")).withMessageContaining("it had 2 steps");
    }

    @Test
    void theRetriesAreThoseOfTheConfiguration() {
        MockProvider impatient = MockProvider.builder().maxRetries(1).build();
        impatient.script().unavailable().times(2).answer("too late");

        catchThrowableOfType(ProviderUnavailableException.class, () -> impatient.generate("a"));

        assertThat(impatient.lastCall().attempts()).isEqualTo(2);
    }

    @Test
    void timeToComeBackBeyondTheDeadlineEndsTheCallAtOnce() {
        mock.script().rateLimit(Duration.ofMinutes(5)).answer("too late");

        RateLimitException e = catchThrowableOfType(RateLimitException.class, () -> mock.generate("a"));

        assertThat(e.retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(e.status()).hasValue(429);
        assertThat(e.attempts()).isEqualTo(1);
    }

    @Test
    void whatIsNotRetryableIsNotRepeated() {
        mock.script().authError().invalidRequest();

        assertThat(catchThrowableOfType(AuthenticationException.class, () -> mock.generate("a"))
                        .status())
                .hasValue(401);
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> mock.generate("a"))
                        .status())
                .hasValue(400);
        assertThat(mock.attemptCount()).isEqualTo(2);
    }

    @Test
    void aSuppliedFailureIsThrownAnewForEachAttempt() {
        ProviderException given = new RateLimitException(
                "Slowly",
                Failure.of("elsewhere").withStatus(429).withRequestId("r-1").withRetryable(true));
        mock.script().fail(given).thenRepeat();

        RateLimitException first = catchThrowableOfType(RateLimitException.class, () -> mock.generate("a"));
        RateLimitException second = catchThrowableOfType(RateLimitException.class, () -> mock.generate("a"));

        assertThat(first).isNotSameAs(second).hasMessage("Slowly").hasCause(given);
        assertThat(first.failure()).isEqualTo(given.failure());
        assertThat(given.getSuppressed()).isEmpty();
        assertThat(given.attempts()).isEqualTo(1);
    }

    @Test
    void aFailureOfAClassThatCannotBeCopiedIsThrownItself() {
        ProviderException own = new ProviderException("mine", Failure.of("mock")) {};
        mock.script().fail(own);

        assertThat(catchThrowableOfType(ProviderException.class, () -> mock.generate("a")))
                .isSameAs(own);
    }

    @Test
    void failuresCanBeMadeForEachAttempt() {
        int[] made = {0};
        mock.script()
                .fail(() -> new ProviderException("number " + ++made[0], Failure.of("mock")))
                .times(2);

        catchThrowableOfType(ProviderException.class, () -> mock.generate("a"));
        assertThat(catchThrowableOfType(ProviderException.class, () -> mock.generate("a")))
                .hasMessage("number 2");
    }

    @Test
    void severalStepsOfOneMethodAreRepeatedTogether() {
        mock.script().answer("a", "b").times(2);

        assertThat(mock.generate("?") + mock.generate("?") + mock.generate("?") + mock.generate("?"))
                .isEqualTo("abab");
    }

    @Test
    void aRouterGoesOnToTheNextMock() {
        mock.script().authError().times(1);
        MockProvider second = MockProvider.builder().name("second").build();
        second.script("from the second");

        assertThat(new Router("both").addProvider(mock).addProvider(second).generate("a"))
                .isEqualTo("from the second");
        assertThat(mock.lastPrompt()).isEqualTo(second.lastPrompt()).isEqualTo("a");
    }
}
