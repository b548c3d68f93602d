package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT1.5S, 1.5 s",
        "PT0.02S, 0.02 s",
        "PT30S, 30 s",
        "PT24H, 86400 s",
        "PT1H0.000000001S, 3600.000000001 s",
        "PT-0.5S, -0.5 s"
    })
    void aTimeIsToldAsItIsConfigured(Duration time, String told) {
        assertThat(Texts.seconds(time)).isEqualTo(told);
    }

    @Test
    void aTimeThatIsLeftIsToldToTheMillisecond() {
        assertThat(Texts.secondsLeft(Duration.ofNanos(19_999_999_999L))).isEqualTo("19.999 s");
    }
}
