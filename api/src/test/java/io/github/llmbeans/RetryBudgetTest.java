package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private final AtomicInteger attempts = new AtomicInteger();

    private ProviderException failed(RetryPolicy policy) {
        return catchThrowableOfType(
                ProviderException.class,
                () -> policy.execute(Deadline.after(Duration.ofSeconds(30)), () -> {
                    attempts.incrementAndGet();
                    throw new ProviderUnavailableException(
                            "down", Failure.of("p").withRetryable(true));
                }));
    }

    private static RetryPolicy policy(RetryBudget budget) {
        return RetryPolicy.builder()
                .maxRetries(3)
                .baseDelay(Duration.ZERO)
                .budget(budget)
                .build();
    }

    @Test
    void aServerThatIsDownIsNotAskedManyTimesAsOften() {
        RetryPolicy policy = policy(RetryBudget.of(0.2, 100));
        for (int i = 0; i < 1_000; i++) {
            failed(policy);
        }

        assertThat(attempts).hasValueBetween(1_000, 1_300);
    }

    @Test
    void aCallThatMayNotBeRepeatedFailsWithItsFirstFailureAndSaysWhy() {
        RetryPolicy policy = policy(RetryBudget.of(0, 2));

        ProviderException first = failed(policy);
        ProviderException second = failed(policy);

        assertThat(first.attempts()).isEqualTo(3);
        assertThat(first.withheld()).isEqualTo("the retry budget is used up");
        assertThat(second.attempts()).isEqualTo(1);
        assertThat(second.retryable()).isTrue();
    }

    @Test
    void callsEarnRepeatsUpToTheReserve() {
        RetryBudget budget = RetryBudget.of(0.5, 2);
        RetryPolicy policy = policy(budget);
        for (int i = 0; i < 100; i++) {
            policy.execute(Deadline.after(Duration.ofSeconds(30)), () -> "fine");
        }
        assertThat(failed(policy).attempts()).isEqualTo(3);
        policy.execute(Deadline.after(Duration.ofSeconds(30)), () -> "fine");

        assertThat(failed(policy).attempts())
                .as("half a token and another half")
                .isEqualTo(2);
    }

    @Test
    void withoutABudgetEachCallHasItsOwnBoundOnly() {
        RetryPolicy policy = policy(RetryBudget.unlimited());
        for (int i = 0; i < 500; i++) {
            assertThat(failed(policy).attempts()).isEqualTo(4);
        }
    }

    @Test
    void aFailureThatIsNotRepeatedAnywayCostsNothing() {
        RetryBudget budget = RetryBudget.of(0, 1);
        RetryPolicy none = RetryPolicy.builder().maxRetries(0).budget(budget).build();
        failed(none);

        assertThat(budget.spend()).isTrue();
    }

    @Test
    void badNumbersAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.of(-0.1, 1))
                .withMessage("ratio must be between 0.0 and 1000000.0, was -0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryBudget.of(0.1, 0))
                .withMessage("reserve must be at least 1, was 0");
    }
}
