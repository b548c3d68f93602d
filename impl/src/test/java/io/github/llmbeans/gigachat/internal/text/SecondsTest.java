package io.github.llmbeans.gigachat.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0",
        "PT1.5S, 1.5",
        "PT0.001S, 0.001",
        "PT300S, 300",
        "PT24H, 86400",
        "PT0.000000001S, 0.000000001"
    })
    void aTimeIsToldAsItIsConfigured(Duration time, String number) {
        assertThat(Seconds.of(time)).isEqualTo(number + " s");
        assertThat(Seconds.number(time)).isEqualTo(number);
    }
}
