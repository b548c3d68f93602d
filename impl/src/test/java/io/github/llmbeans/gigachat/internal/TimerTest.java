package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine that has no thread for the timer harms nobody later. */
@Timeout(60)
class TimerTest {
    private final AtomicBoolean starved = new AtomicBoolean(true);

    private Thread thread(Runnable task) {
        if (starved.get()) {
            // The JVM throws an OutOfMemoryError; JUnit would end the whole run at the sight of one.
            throw new InternalError("unable to create native thread");
        }
        Thread thread = new Thread(task, "timer-test");
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void aLimitThatCouldNotBeSetInterruptsNobodyOnceThereAreThreads() throws InterruptedException {
        try (Timer timer = new Timer(this::thread)) {
            assertThat(catchThrowable(() -> timer.limit(Duration.ZERO))).isInstanceOf(InternalError.class);

            starved.set(false);
            CountDownLatch later = new CountDownLatch(1);
            assertThat(timer.after(Duration.ofNanos(1), later::countDown)).isTrue();
            assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void anExchangeThatCannotBeWatchedIsNotMadeAndItsSlotIsFree() throws Exception {
        AtomicReference<Throwable> told = new AtomicReference<>();
        AtomicBoolean made = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Workers workers = new Workers(task -> new Worker(task, "worker"), new Timer(this::thread));
        try (Exchanges exchanges = new Exchanges("sales", 1, "a setting", workers)) {
            exchanges.workers().execute(() -> {
                told.set(catchThrowable(() -> exchanges.call(patient(), () -> made.getAndSet(true))));
                starved.set(false);
                exchanges.call(patient(), () -> made.getAndSet(true));
                done.countDown();
            });

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> {
                        throw told.get();
                    })
                    .withMessageContaining("'sales' has no thread");
            assertThat(made).isTrue();
        }
    }

    @Test
    void aClosedTimerTakesNoMore() {
        Timer timer = new Timer(this::thread);
        timer.close();

        assertThat(timer.after(Duration.ZERO, () -> {})).isFalse();
    }

    private static Deadline patient() {
        return Deadline.after(Duration.ofMinutes(5));
    }
}
