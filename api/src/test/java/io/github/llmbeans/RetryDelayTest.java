package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryDelayTest {
    private static final double ALMOST_ONE = Math.nextDown(1.0);
    private static final Duration MILLI = Duration.ofMillis(1);

    private static RetryPolicy policy(String base, String max, double random) {
        return RetryPolicy.builder()
                .baseDelay(Duration.parse(base))
                .maxDelay(Duration.parse(max))
                .random(() -> random)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT2S", "2, PT4S", "3, PT8S", "4, PT10S", "5, PT10S", "29, PT10S", "2147483647, PT10S"})
    void theLongestPauseDoublesUpToTheCap(int retry, Duration longest) {
        RetryPolicy policy = policy("PT1S", "PT10S", ALMOST_ONE);

        assertThat(policy.delay(retry, null)).isLessThanOrEqualTo(longest).isGreaterThan(longest.minus(MILLI));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 29, 30, 31, 32, 63, 64, 1000, Integer.MAX_VALUE})
    void noRetryHoweverLateOverflows(int retry) {
        Duration cap = Duration.ofHours(1);

        assertThat(policy("PT1H", "PT1H", ALMOST_ONE).delay(retry, null)).isBetween(Duration.ZERO, cap);
        assertThat(policy("PT0.000000001S", "PT1H", ALMOST_ONE).delay(retry, null))
                .isBetween(Duration.ZERO, cap);
    }

    @Test
    void theShortestPauseIsNone() {
        assertThat(policy("PT1S", "PT10S", 0.0).delay(3, null)).isZero();
    }

    @Test
    void thePauseIsSpreadOverTheWholeRange() {
        assertThat(policy("PT1S", "PT10S", 0.25).delay(1, null)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aPauseIsNeverShorterThanTheServerAskedFor() {
        RetryPolicy policy = policy("PT1S", "PT10S", 0.5);

        assertThat(policy.delay(0, Duration.ofMillis(501))).isEqualTo(Duration.ofMillis(501));
        assertThat(policy.delay(0, Duration.ofMillis(500))).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.delay(0, Duration.ofMillis(499))).isEqualTo(Duration.ofMillis(500));
        assertThat(policy.delay(0, Duration.ofDays(365_000))).isEqualTo(Duration.ofDays(365_000));
    }

    @Test
    void withoutDelaysThereAreNoPauses() {
        assertThat(policy("PT0S", "PT0S", ALMOST_ONE).delay(10, null)).isZero();
    }

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        RetryPolicy policy = RetryPolicy.builder().random(() -> ALMOST_ONE).build();

        assertThat(policy.maxRetries()).isEqualTo(3);
        assertThat(policy.delay(0, null)).isBetween(Duration.ofMillis(499), Duration.ofMillis(500));
        assertThat(policy.delay(100, null)).isBetween(Duration.ofMillis(19_999), Duration.ofSeconds(20));
    }

    @Test
    void theDefaultRandomnessStaysWithinTheBounds() {
        RetryPolicy policy = RetryPolicy.builder().build();
        Set<Duration> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            Duration delay = policy.delay(0, null);
            assertThat(delay).isBetween(Duration.ZERO, Duration.ofMillis(500));
            seen.add(delay);
        }
        assertThat(seen).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.000000001S", "PT1H0.000000001S"})
    void aDelayBeyondItsBoundIsRefused(Duration delay) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().baseDelay(delay))
                .withMessage("baseDelay must be between 0 s and 3600 s, was " + Texts.seconds(delay));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxDelay(delay))
                .withMessage("maxDelay must be between 0 s and 3600 s, was " + Texts.seconds(delay));
    }

    @Test
    void otherBadArgumentsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxRetries(-1))
                .withMessage("maxRetries must be at least 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy("PT2S", "PT1S", 0))
                .withMessage("baseDelay must not exceed maxDelay, was 2 s with maxDelay 1 s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy("PT1S", "PT1S", 0).delay(-1, null))
                .withMessage("retry must be at least 0, was -1");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryPolicy.builder().baseDelay(null))
                .withMessage("baseDelay must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryPolicy.builder().maxDelay(null))
                .withMessage("maxDelay must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryPolicy.builder().random(null))
                .withMessage("random must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> RetryPolicy.builder().sleeper(null))
                .withMessage("sleeper must not be null");
    }
}
