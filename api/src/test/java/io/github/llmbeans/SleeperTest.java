package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SleeperTest {
    @Test
    void theSystemsSleeperWaitsAtLeastAsLongAsItIsTold() throws InterruptedException {
        Duration pause = Duration.ofMillis(5);
        long start = System.nanoTime();

        Sleeper.system().sleep(pause);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause);
    }

    @Test
    void anInterruptWakesIt() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean woken = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            started.countDown();
            try {
                Sleeper.system().sleep(Duration.ofSeconds(Long.MAX_VALUE));
            } catch (InterruptedException e) {
                woken.set(true);
            }
        });
        thread.start();
        started.await();
        thread.interrupt();
        thread.join();

        assertThat(woken).isTrue();
    }

    @Test
    void noPauseAtAllNoticesAnInterruptToo() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Sleeper.system().sleep(Duration.ZERO));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
