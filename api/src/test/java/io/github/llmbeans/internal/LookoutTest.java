package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes too long is noticed, once, and what is done in time is not. */
@Timeout(60)
class LookoutTest {
    private static final long MANY = Duration.ofHours(1).toNanos();
    private static final long FEW = Duration.ofMillis(20).toNanos();

    private final Alarms alarms = new Alarms("lookout-test");
    private final AtomicInteger fired = new AtomicInteger();
    private final CountDownLatch once = new CountDownLatch(1);
    private final Lookout lookout = new Lookout(alarms);
    private final Lookout.Watch watch = lookout.watch(() -> {
        fired.incrementAndGet();
        once.countDown();
    });

    @AfterEach
    void close() {
        alarms.close();
    }

    /** Alarms go off in order, so when one set later for later has gone off, all due before have. */
    private void awaitAlarmsDueWithin(long nanos) throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        alarms.set(nanos, later::countDown);
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatTakesTooLongIsNoticed() throws InterruptedException {
        long begin = System.nanoTime();
        watch.start(FEW);

        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(FEW);
    }

    @Test
    void whatIsDoneInTimeIsNotNoticed() throws InterruptedException {
        watch.start(FEW);
        watch.stop();
        awaitAlarmsDueWithin(3 * FEW);

        assertThat(fired).hasValue(0);
    }

    @Test
    void aShorterLimitOverridesALongerAlarmThatIsStillSet() throws InterruptedException {
        watch.start(MANY);
        watch.stop();
        watch.start(FEW);

        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anEarlyAlarmIsSetAnewForWhatIsLeft() throws InterruptedException {
        watch.start(FEW);
        watch.stop();
        long begin = System.nanoTime();
        watch.start(4 * FEW);

        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(4 * FEW);
    }

    @Test
    void whoeverHasLessTimeThanTheOthersIsNoticedFirst() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        Lookout.Watch patient = lookout.watch(other::countDown);
        patient.start(MANY);
        watch.start(FEW);
        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.getCount()).isOne();

        patient.start(FEW);
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoeverHasMoreTimeIsNoticedAfterTheOthersAreGone() throws InterruptedException {
        Lookout.Watch gone = lookout.watch(() -> {});
        gone.start(FEW);
        long begin = System.nanoTime();
        watch.start(3 * FEW);
        gone.close();

        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(3 * FEW);
    }

    @Test
    void whatIsDoneAgainAfterSomebodyHasLookedIsWatchedToo() throws InterruptedException {
        watch.start(FEW);
        watch.stop();
        awaitAlarmsDueWithin(3 * FEW);
        watch.start(FEW);

        assertThat(once.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fired).hasValue(1);
    }

    @Test
    void aClosedWatchIsSilent() throws InterruptedException {
        watch.start(FEW);
        watch.close();
        awaitAlarmsDueWithin(3 * FEW);

        assertThat(fired).hasValue(0);
    }

    @Test
    void aClosedWatchLeavesNoAlarmWhenItIsStartedOnceMore() throws InterruptedException {
        watch.close();
        watch.start(FEW);
        awaitAlarmsDueWithin(3 * FEW);

        assertThat(fired).hasValue(0);
    }

    @Test
    void aWatchThatIsClosedWhileItIsStartedIsForgotten() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 20_000; i++) {
                Lookout.Watch closed = lookout.watch(() -> {});
                CyclicBarrier both = new CyclicBarrier(2);
                Future<?> closing = other.submit(() -> {
                    both.await();
                    closed.close();
                    return null;
                });
                both.await();
                closed.start(MANY);
                closing.get();
            }
        } finally {
            other.shutdown();
        }

        assertThat(lookout.watched()).isZero();
    }

    @Test
    void whatIsDoneInTimeWhileSomebodyLooksIsWatchedTheNextTime() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 20_000; i++) {
                Lookout.Watch done = lookout.watch(() -> {});
                done.start(MANY);
                done.stop();
                Future<?> looking = other.submit(lookout::look);
                while (!looking.isDone()) {
                    done.start(MANY);
                    done.stop();
                }
                done.start(MANY);
                assertThat(lookout.watched()).isOne();
                done.close();
            }
        } finally {
            other.shutdown();
        }
    }

    @Test
    void closedAlarmsTakeNoMore() {
        alarms.close();
        watch.start(0);

        assertThat(alarms.set(0, fired::incrementAndGet)).isNull();
        watch.close();
        assertThat(fired).hasValue(0);
    }
}
