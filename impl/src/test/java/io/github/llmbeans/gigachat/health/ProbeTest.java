package io.github.llmbeans.gigachat.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A provider is asked as seldom as can be, however often somebody asks for its health. */
class ProbeTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger checks = new AtomicInteger();
    private final AtomicBoolean state = new AtomicBoolean(true);

    @Test
    void whatWasFoundHoldsForTheInterval() {
        Probe probe = probe();
        assertThat(probe.healthy()).isTrue();
        state.set(false);
        pass(INTERVAL.minusNanos(1));
        assertThat(probe.healthy()).isTrue();
        assertThat(checks).hasValue(1);

        pass(Duration.ofNanos(1));
        assertThat(probe.healthy()).isFalse();
        assertThat(checks).hasValue(2);
    }

    @Test
    void badNewsHoldForTheIntervalToo() {
        state.set(false);
        Probe probe = probe();
        assertThat(probe.healthy()).isFalse();
        assertThat(probe.healthy()).isFalse();
        assertThat(checks).hasValue(1);
    }

    @Test
    void manyWhoAskAtOnceShareOneCheck() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        Probe probe = probe(
                () -> {
                    checks.incrementAndGet();
                    await(open);
                    return true;
                },
                PATIENT);
        CountDownLatch asking = new CountDownLatch(20);
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(inThread(() -> {
                asking.countDown();
                return probe.healthy();
            }));
        }
        await(asking);
        open.countDown();

        for (CompletableFuture<Boolean> answer : answers) {
            assertThat(answer.get(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(checks).hasValue(1);
    }

    @Test
    void whoLooksJustBeforeSomebodyElsesCheckEndsDoesNotCheckAgain() {
        AtomicBoolean armed = new AtomicBoolean();
        Probe[] probe = new Probe[1];
        probe[0] = new Probe(
                this::check,
                PATIENT,
                INTERVAL,
                () -> {
                    if (armed.compareAndSet(true, false)) {
                        probe[0].healthy();
                    }
                    return now.get();
                },
                Runnable::run);
        probe[0].healthy();
        pass(INTERVAL);
        armed.set(true);

        assertThat(probe[0].healthy()).isTrue();
        assertThat(checks).as("at first, and by the other one").hasValue(2);
    }

    @Test
    void anAnsweredCallIsProofAndSparesTheCheck() {
        Probe probe = probe();
        state.set(false);
        probe.proved();
        assertThat(probe.healthy()).isTrue();
        assertThat(checks).hasValue(0);

        pass(INTERVAL);
        assertThat(probe.healthy()).isFalse();
    }

    @Test
    void anAnswerDuringACheckSaysMoreThanThatItFails() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        Probe probe = probe(
                () -> {
                    started.countDown();
                    await(open);
                    return false;
                },
                PATIENT);
        CompletableFuture<Boolean> asked = inThread(probe::healthy);
        await(started);
        pass(Duration.ofSeconds(1));
        probe.proved();
        open.countDown();

        assertThat(asked.get(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(probe.healthy()).isTrue();
    }

    @Test
    void theTimeSinceTheLastProofIsTold() {
        Probe probe = probe();
        assertThat(probe.secondsSinceProof()).isEmpty();
        probe.healthy();
        pass(Duration.ofMillis(2_999));
        assertThat(probe.secondsSinceProof()).hasValue(2);

        state.set(false);
        pass(INTERVAL);
        probe.healthy();
        assertThat(probe.secondsSinceProof()).hasValue(12);
    }

    @Test
    void aCheckThatHangsIsABadOneAfterTheLimitAndTheOnlyOneUntilItEnds() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Probe probe = new Probe(
                () -> {
                    checks.incrementAndGet();
                    started.countDown();
                    await(open);
                    return true;
                },
                Duration.ofMillis(1),
                INTERVAL,
                now::get,
                task -> {
                    Thread thread = new Thread(task, "check");
                    threads.add(thread);
                    thread.setDaemon(true);
                    thread.start();
                });
        assertThat(probe.healthy()).isFalse();
        await(started);
        pass(INTERVAL);
        assertThat(probe.healthy()).isFalse();
        assertThat(checks).as("it still hangs").hasValue(1);

        open.countDown();
        threads.get(0).join(PATIENT.toMillis());
        assertThat(probe.healthy()).as("what the late check has found").isTrue();
        assertThat(checks).hasValue(1);
    }

    @Test
    void aCheckThatBreaksIsABadOne() {
        Probe probe = probe(
                () -> {
                    throw new AssertionError("broken");
                },
                PATIENT);
        assertThat(probe.healthy()).isFalse();
    }

    @Test
    void anIntervalOfNothingChecksEachTime() {
        Probe probe = new Probe(this::check, PATIENT, Duration.ZERO, now::get, Runnable::run);
        probe.healthy();
        probe.healthy();
        assertThat(checks).hasValue(2);
    }

    @Test
    void whereNoThreadCanBeHadTheProviderIsNotHealthy() {
        Probe probe = new Probe(this::check, PATIENT, INTERVAL, now::get, task -> {
            throw new java.util.concurrent.RejectedExecutionException();
        });
        assertThat(probe.healthy()).isFalse();
    }

    @Test
    void whereNoThreadCanBeStartedTheProviderIsCheckedAgainAfterTheInterval() {
        AtomicBoolean full = new AtomicBoolean(true);
        Probe probe = new Probe(this::check, Duration.ofMillis(1), INTERVAL, now::get, task -> {
            if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        assertThat(probe.healthy()).isFalse();

        full.set(false);
        pass(INTERVAL);
        assertThat(probe.healthy()).isTrue();
        assertThat(checks).hasValue(1);
    }

    private Probe probe() {
        return new Probe(this::check, PATIENT, INTERVAL, now::get, Runnable::run);
    }

    private Probe probe(java.util.function.BooleanSupplier check, Duration limit) {
        return new Probe(check, limit, INTERVAL, now::get, task -> {
            Thread thread = new Thread(task, "check");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private boolean check() {
        checks.incrementAndGet();
        return state.get();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static CompletableFuture<Boolean> inThread(java.util.function.BooleanSupplier task) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.complete(task.getAsBoolean()), "asker");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
