package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever works on its own thread is ended in time, and only then. */
@Timeout(60)
class WatchmanTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Timer timer = new Timer("test-timer");
    private final Watchman watchman = new Watchman(timer);
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void whatTakesTooLongIsEndedAndIsLate() throws InterruptedException {
        long begin = System.nanoTime();
        try (Watchman.Watch watch = watchman.watch(SHORT, ended::countDown)) {
            ended.await();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT);
            assertThat(watch.late()).isTrue();
        }
    }

    @Test
    void anInterruptEndsTheWorkAndStaysWithTheThread() throws InterruptedException {
        AtomicInteger seen = new AtomicInteger();
        CountDownLatch working = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try (Watchman.Watch watch = watchman.watch(LONG, ended::countDown)) {
                working.countDown();
                while (ended.getCount() > 0) {
                    Thread.onSpinWait(); // As a thread that is blocked in a read: it takes no notice.
                }
                seen.set(watch.late() ? -1 : Thread.currentThread().isInterrupted() ? 1 : 0);
            }
        });
        worker.start();
        working.await();

        worker.interrupt();
        worker.join();

        assertThat(seen).hasValue(1);
    }

    @Test
    void whatIsDoneIsNotEndedAnyMore() throws InterruptedException {
        AtomicInteger endings = new AtomicInteger();
        watchman.watch(Duration.ZERO, endings::incrementAndGet).close();
        int before = endings.get();
        Watchman.Watch other = watchman.watch(SHORT, ended::countDown);
        ended.await(); // Somebody has looked since.
        other.close();

        assertThat(endings).hasValue(before);
    }

    @Test
    void everybodyIsEndedOnce() throws InterruptedException {
        AtomicInteger endings = new AtomicInteger();
        Watchman.Watch watch = watchman.watch(Duration.ZERO, endings::incrementAndGet);
        Watchman.Watch other = watchman.watch(SHORT, ended::countDown);
        ended.await();
        watch.close();
        other.close();

        assertThat(endings).hasValue(1);
    }

    @Test
    void whereNobodyCanLookNothingIsWatched() throws InterruptedException {
        timer.close();

        assertThat(watchman.watch(SHORT, ended::countDown)).isNull();
        assertThat(ended.await(0, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whereNoThreadCanBeStartedNothingIsWatchedButTheNextOneIs() throws InterruptedException {
        AtomicInteger threads = new AtomicInteger();
        Timer starved = new Timer(task -> {
            if (threads.incrementAndGet() == 1) {
                throw new InternalError("unable to create native thread");
            }
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        Watchman its = new Watchman(starved);

        assertThat(its.watch(SHORT, () -> {})).isNull();
        Watchman.Watch next = its.watch(SHORT, ended::countDown);

        assertThat(next).isNotNull();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        next.close();
        starved.close();
    }

    @Test
    void anEndingThatFailsKeepsNobodyElseFromBeingEnded() throws InterruptedException {
        Watchman.Watch failing = watchman.watch(Duration.ZERO, () -> {
            throw new IllegalStateException("on purpose");
        });
        Watchman.Watch other = watchman.watch(SHORT, ended::countDown);

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        failing.close();
        other.close();
    }

    @Test
    void aThreadOfTheProviderThatIsLateIsInterruptedAndGoesOnWithoutIt() {
        try (TimeLimit limit = watchman.limit(SHORT)) {
            while (!limit.passed()) {
                Thread.onSpinWait();
            }
        }

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void whoComesAfterARestIsWatchedAgain() throws InterruptedException {
        watchman.watch(SHORT, () -> {}).close();
        Watchman.Watch first = watchman.watch(SHORT, ended::countDown);
        ended.await();
        first.close();
        CountDownLatch again = new CountDownLatch(1);

        Watchman.Watch second = watchman.watch(SHORT, again::countDown);
        assertThat(again.await(30, TimeUnit.SECONDS)).isTrue();
        second.close();
    }
}
