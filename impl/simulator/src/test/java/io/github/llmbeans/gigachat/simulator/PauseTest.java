package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PauseTest {

    private final Pause pause = new Pause();

    @Test
    void aPauseLastsAtLeastItsTime() {
        long start = System.nanoTime();

        pause.hold(Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    @Timeout(20)
    void afterTheEndThereIsNoPauseAnyMore() {
        pause.endAll();

        pause.hold(Duration.ofDays(1));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptEndsAPauseAndStaysSet() {
        Thread.currentThread().interrupt();

        pause.hold(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
    }
}
