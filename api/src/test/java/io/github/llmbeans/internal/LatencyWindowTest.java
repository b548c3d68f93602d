package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyWindowTest {
    private static final long SECOND = 1_000_000_000;

    private final LatencyWindow window = new LatencyWindow();

    private void add(int times, long nanos) {
        for (int i = 0; i < times; i++) {
            window.add(nanos);
        }
    }

    @Test
    void withoutAnswersThereAreNoFigures() {
        assertThat(window.count()).isZero();
        assertThat(window.mean()).isZero();
        assertThat(window.rollingMean()).isZero();
        assertThat(window.sorted()).isEmpty();
        assertThat(window.slower()).isFalse();
    }

    @Test
    void theMeanIsOfAllAndTheRollingMeanOfTheLastHundred() {
        add(100, 3);
        add(100, 5);
        assertThat(window.mean()).isEqualTo(4);
        assertThat(window.rollingMean()).isEqualTo(5);

        add(50, 7);
        assertThat(window.count()).isEqualTo(250);
        assertThat(window.rollingMean()).isEqualTo(6);
        assertThat(window.sorted()).hasSize(100).startsWith(5).endsWith(7).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"50, 50", "95, 95", "99, 99", "100, 100"})
    void aPercentileIsTheSmallestValueThatSoManyDoNotExceed(int percent, long value) {
        for (int i = 100; i >= 1; i--) {
            window.add(i);
        }
        assertThat(LatencyWindow.percentile(window.sorted(), percent)).isEqualTo(value);
    }

    @Test
    void ofASingleAnswerEveryPercentileIsThatOne() {
        window.add(7);
        assertThat(LatencyWindow.percentile(window.sorted(), 50)).isEqualTo(7);
        assertThat(LatencyWindow.percentile(window.sorted(), 99)).isEqualTo(7);

        window.add(9);
        assertThat(LatencyWindow.percentile(window.sorted(), 50)).isEqualTo(7);
        assertThat(LatencyWindow.percentile(window.sorted(), 51)).isEqualTo(9);
    }

    @Test
    void tenAnswersThatTakeTwiceAsLongAsThoseBeforeAreSlow() {
        add(10, SECOND);
        add(9, 2 * SECOND);
        assertThat(window.slower()).as("19 answers").isFalse();

        add(1, 2 * SECOND);
        assertThat(window.slower()).as("20 answers").isTrue();
    }

    @Test
    void littleLessThanTwiceIsNotSlow() {
        add(10, SECOND);
        add(10, 2 * SECOND - 1);
        assertThat(window.slower()).isFalse();
    }

    @Test
    void whatBecomesFastAgainIsNotSlowAnyMore() {
        add(500, SECOND);
        add(10, 3 * SECOND);
        assertThat(window.slower()).isTrue();

        add(4, SECOND);
        assertThat(window.slower()).as("six of the last ten").isTrue();
        add(6, SECOND);
        assertThat(window.slower()).isFalse();
    }

    @Test
    void lessThanTenMillisecondsIsNeverSlow() {
        add(10, 1);
        add(10, 9_999_999);
        assertThat(window.slower()).isFalse();
        add(10, 10_000_000);
        assertThat(window.slower()).as("twice the mean before").isTrue();
    }
}
