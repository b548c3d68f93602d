package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ConcurrencyLimiter.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FairLimiterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ConcurrencyLimiter limiter(int concurrent, int queued) {
        return ConcurrencyLimiter.fair(concurrent, queued, "two settings");
    }

    private static boolean held(Permit permit) {
        return permit.turn().toCompletableFuture().isDone();
    }

    @Test
    void soManyHaveTheirTurnAtOnceAndTheOthersInTheOrderOfTheirArrival() {
        ConcurrencyLimiter two = limiter(2, 10);
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            permits.add(two.acquire(PATIENCE));
        }
        assertThat(permits).map(FairLimiterTest::held).containsExactly(true, true, false, false, false);

        permits.get(1).close();
        assertThat(permits).map(FairLimiterTest::held).containsExactly(true, true, true, false, false);
        permits.get(0).close();
        permits.get(2).close();
        assertThat(permits).map(FairLimiterTest::held).containsOnly(true);
    }

    @Test
    void whoLeavesTheQueueIsPassedOver() {
        ConcurrencyLimiter one = limiter(1, 10);
        Permit first = one.acquire(PATIENCE);
        Permit leaver = one.acquire(PATIENCE);
        Permit next = one.acquire(PATIENCE);

        leaver.close();
        first.close();

        assertThat(held(leaver)).isFalse();
        assertThat(held(next)).isTrue();
    }

    @Test
    void aPermitThatIsGivenBackTwiceCountsOnce() {
        ConcurrencyLimiter one = limiter(1, 10);
        Permit first = one.acquire(PATIENCE);
        Permit second = one.acquire(PATIENCE);
        Permit third = one.acquire(PATIENCE);

        first.close();
        first.close();

        assertThat(held(second)).isTrue();
        assertThat(held(third)).isFalse();
    }

    @Test
    void aFullQueueSaysWhatIsFull() {
        ConcurrencyLimiter small = limiter(1, 1);
        small.acquire(PATIENCE);
        Permit waiting = small.acquire(PATIENCE);

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> small.acquire(PATIENCE))
                .withMessage("1 at once and 1 waiting are all there may be; see two settings");
        waiting.close();
        assertThat(held(small.acquire(PATIENCE))).isFalse();
    }

    @Test
    void withoutAQueueNobodyWaits() {
        ConcurrencyLimiter none = limiter(1, 0);
        Permit first = none.acquire(PATIENCE);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> none.acquire(PATIENCE));
        first.close();

        assertThat(held(none.acquire(PATIENCE))).isTrue();
    }

    @Test
    void badNumbersAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limiter(0, 1))
                .withMessage("maxConcurrent must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limiter(1, -1))
                .withMessage("maxQueued must be at least 0, was -1");
    }

    @Test
    void underManyThreadsNeverMoreHoldAPermitAndNobodyIsForgotten() throws InterruptedException {
        ConcurrencyLimiter three = limiter(3, 1_000);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(16 * 500);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < 500; call++) {
                    try (Permit permit = three.acquire(PATIENCE)) {
                        if (ThreadLocalRandom.current().nextInt(4) > 0) {
                            permit.turn().toCompletableFuture().join();
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            now.decrementAndGet();
                        }
                        done.countDown();
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        done.await();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(most).hasValueLessThanOrEqualTo(3);
        assertThat(held(three.acquire(PATIENCE))).isTrue();
        assertThat(three).hasToString("3 at once, 0 wait; see two settings");
    }

    /** As calls do that get no thread for what they have waited for. */
    @Test
    void anyNumberOfThemMayGiveBackAtOnceWhatTheyAreTold() {
        ConcurrencyLimiter one = limiter(1, 100_000);
        Permit first = one.acquire(PATIENCE);
        List<Integer> told = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            int place = i;
            Permit permit = one.acquire(PATIENCE);
            permit.turn().thenRun(() -> {
                told.add(place);
                permit.close();
            });
        }

        first.close();

        assertThat(told).hasSize(100_000).isSorted();
        assertThat(held(one.acquire(PATIENCE))).isTrue();
    }
}
