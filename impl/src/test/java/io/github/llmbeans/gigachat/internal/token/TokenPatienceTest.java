package io.github.llmbeans.gigachat.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token request has as much time as the call that needs it, within bounds. */
class TokenPatienceTest {
    @ParameterizedTest(name = "usually {0} s, a call with {1} s left: {2} s")
    @CsvSource({"30, 0, 30", "30, 5, 30", "30, 45, 45", "30, 300, 60", "120, 300, 120", "1, 2, 2"})
    void aRequestHasTheUsualTimeOrThatOfItsCallWhichCountsForAMinuteAtMost(long usual, long left, long expected) {
        TokenPatience patience = new TokenPatience(Duration.ofSeconds(usual));

        assertThat(patience.forCall(Duration.ofSeconds(left))).hasSeconds(expected);
        assertThat(patience.longest()).isGreaterThanOrEqualTo(patience.forCall(Duration.ofSeconds(left)));
    }
}
