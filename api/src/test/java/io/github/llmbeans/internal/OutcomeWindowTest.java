package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeWindowTest {
    private static final long SECOND = 1_000_000_000;

    private final OutcomeWindow window = new OutcomeWindow(0);

    private static OutcomeWindow.Counts counts(long calls, long errors) {
        return new OutcomeWindow.Counts(calls, errors);
    }

    @Test
    void whatHappensInOneMinuteIsCounted() {
        for (int second = 0; second < 60; second++) {
            window.add(second * SECOND, second % 3 == 0);
        }
        assertThat(window.counts(59 * SECOND)).isEqualTo(counts(60, 20));
    }

    @Test
    void whatIsAMinuteAgoIsForgotten() {
        window.add(0, true);
        window.add(30 * SECOND, false);

        assertThat(window.counts(60 * SECOND - 1)).isEqualTo(counts(2, 1));
        assertThat(window.counts(60 * SECOND)).isEqualTo(counts(1, 0));
        assertThat(window.counts(90 * SECOND)).isEqualTo(counts(0, 0));
    }

    @Test
    void aSecondThatComesRoundBeginsAtNothing() {
        window.add(5 * SECOND, true);
        window.add(65 * SECOND, false);

        assertThat(window.counts(65 * SECOND)).isEqualTo(counts(1, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, Long.MAX_VALUE - 30 * SECOND})
    void aClockMayBeginAnywhere(long start) {
        OutcomeWindow anywhere = new OutcomeWindow(start);
        anywhere.add(start + SECOND, true);
        anywhere.add(start + 40 * SECOND, false);

        assertThat(anywhere.counts(start + 41 * SECOND)).isEqualTo(counts(2, 1));
        assertThat(anywhere.counts(start + 61 * SECOND)).isEqualTo(counts(1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4, 30, false",
        "5, 1, 30, false",
        "5, 2, 30, true",
        "10, 3, 30, true",
        "100, 29, 30, false",
        "5, 3, 60, true",
        "100, 59, 60, false"
    })
    void aShareOfErrorsIsToldFromFiveCallsOn(long calls, long errors, int percent, boolean failing) {
        assertThat(counts(calls, errors).failing(5, percent)).isEqualTo(failing);
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        int threads = 8;
        int each = 50_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch go = new CountDownLatch(1);
        for (int t = 0; t < threads; t++) {
            boolean error = t % 2 == 0;
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                for (int i = 0; i < each; i++) {
                    window.add(i % 60 * SECOND, error);
                }
            });
        }
        go.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

        assertThat(window.counts(59 * SECOND)).isEqualTo(counts((long) threads * each, (long) threads * each / 2));
    }

    @Test
    void aMillionInOneSecondIsAllThatIsCounted() {
        for (int i = 0; i < 1_100_000; i++) {
            window.add(0, true);
        }
        assertThat(window.counts(0)).isEqualTo(counts((1 << 20) - 1, (1 << 20) - 1));
    }
}
