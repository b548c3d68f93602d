package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller leaves in time whatever the socket does, and nothing is lost by that. */
@Timeout(60)
class ExchangesTest {
    private final CountDownLatch end = new CountDownLatch(1);
    private final Exchanges exchanges =
            new Exchanges("sales", 2, "gigachat.max-connections (GIGACHAT_MAX_CONNECTIONS)");

    @AfterEach
    void close() {
        end.countDown();
        exchanges.close();
    }

    @Test
    void aCallerLeavesAtItsDeadlineThoughTheExchangeIsStuck() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Running call = Running.start(() -> exchanges.call(shortly(), () -> stuck(begun)));

        assertThat(call.failure())
                .isExactlyInstanceOf(ProviderTimeoutException.class)
                .hasMessage("Provider 'sales' had no answer within 0.05 s");
        begun.await();
    }

    /** What it waits for may need the very thread: Quarkus's client reads on event loops, and not on others. */
    @Test
    void aCallerThatWaitsOnAnEventLoopIsToldSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Running call = Running.start(() -> {
            Thread.currentThread().setName("vert.x-eventloop-thread-1");
            return exchanges.call(shortly(), () -> stuck(begun));
        });

        assertThat(call.failure())
                .isExactlyInstanceOf(ProviderTimeoutException.class)
                .hasMessage("Provider 'sales' had no answer within 0.05 s. Its caller waits on an event loop "
                        + "(vert.x-eventloop-thread-1), which the REST client may need: ask on a worker thread");
    }

    @Test
    void theExchangeOfACallerThatLeavesIsInterrupted() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Running call = Running.start(() -> exchanges.call(shortly(), () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return null;
        }));

        call.failure();

        interrupted.await();
    }

    @Test
    void anInterruptedCallerLeavesAtOnceWithItsFlagSet() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Running call = Running.start(() -> exchanges.call(patient(), () -> stuck(begun)));
        begun.await();

        call.interrupt();

        assertThat(call.failure())
                .isExactlyInstanceOf(ProviderInterruptedException.class)
                .hasMessageContaining("'sales'");
        assertThat(call.leftWithFlag()).isTrue();
    }

    @Test
    void aCallerThatIsInterruptedAlreadySendsNothing() {
        AtomicBoolean begun = new AtomicBoolean();

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(ProviderInterruptedException.class)
                .isThrownBy(() -> exchanges.call(patient(), () -> begun.getAndSet(true)));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun).isFalse();
    }

    @Test
    void aCallerWhoseDeadlineIsOverSendsNothing() {
        AtomicBoolean begun = new AtomicBoolean();

        assertThatExceptionOfType(ProviderTimeoutException.class)
                .isThrownBy(() -> exchanges.call(Deadline.after(Duration.ZERO), () -> begun.getAndSet(true)));

        exchanges.call(patient(), () -> "a moment later");
        assertThat(begun).isFalse();
    }

    @Test
    void aStuckExchangeKeepsItsSlotUntilItReallyEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        List<Running> stuck = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            stuck.add(Running.start(() -> exchanges.call(patient(), () -> stuck(begun))));
        }
        begun.await();
        for (Running call : stuck) {
            call.interrupt();
            call.failure();
        }

        assertThatExceptionOfType(ProviderTimeoutException.class)
                .isThrownBy(() -> exchanges.call(shortly(), () -> "no slot"))
                .withMessage("Provider 'sales' had no free connection within 0.05 s"
                        + " (gigachat.max-connections (GIGACHAT_MAX_CONNECTIONS) is 2)");

        end.countDown();
        assertThat(exchanges.<String>call(patient(), () -> "free again")).isEqualTo("free again");
    }

    @Test
    void noMoreExchangesRunAtOnceThanThereAreSlots() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch bothRun = new CountDownLatch(2);
        List<Running> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(Running.start(() -> exchanges.call(patient(), () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                bothRun.countDown();
                bothRun.await();
                running.decrementAndGet();
                return "done";
            })));
        }

        for (Running call : calls) {
            assertThat(call.answer()).isEqualTo("done");
        }
        assertThat(most).hasValue(2);
    }

    @Test
    void aCallerThatIsInterruptedWhileItWaitsForASlotLeavesAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Running.start(() -> exchanges.call(patient(), () -> stuck(begun)));
        }
        begun.await();
        Running waiting = Running.start(() -> exchanges.call(patient(), () -> "never"));
        waiting.awaitWaiting();

        waiting.interrupt();

        assertThat(waiting.failure()).isExactlyInstanceOf(ProviderInterruptedException.class);
        assertThat(waiting.leftWithFlag()).isTrue();
    }

    @Test
    void aFailedExchangeGivesItsSlotBackWhateverItThrew() {
        List<Throwable> thrown = List.of(
                new RateLimitException("slow", Failure.of("sales")),
                new IllegalStateException("x"),
                new IOException("x"),
                new StackOverflowError());
        for (int round = 0; round < 3; round++) {
            for (Throwable e : thrown) {
                assertThatExceptionOfType(Throwable.class)
                        .isThrownBy(() -> exchanges.call(patient(), () -> {
                            Sneaky.sneak(e);
                            return null;
                        }));
            }
        }

        assertThat(exchanges.<String>call(patient(), () -> "still there")).isEqualTo("still there");
    }

    @Test
    void aMachineWithoutThreadsCostsNoSlot() {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        try (Exchanges poor = new Exchanges("sales", 1, "x", task -> {
            if (exhausted.get()) {
                throw new Error("unable to create native thread");
            }
            return new Thread(task);
        })) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(ProviderUnavailableException.class)
                        .isThrownBy(() -> poor.call(patient(), () -> "never"))
                        .withMessage("Provider 'sales' has no thread for the call: unable to create native thread");
            }

            exhausted.set(false);
            assertThat(poor.<String>call(patient(), () -> "now")).isEqualTo("now");
        }
    }

    @Test
    void anInterruptMeantForOneExchangeDoesNotReachTheNextOnItsThread() {
        for (int i = 0; i < 50; i++) {
            Running call = Running.start(() -> exchanges.call(Deadline.after(Duration.ofMillis(1)), () -> {
                end.await();
                return "never";
            }));
            call.failure();

            assertThat(exchanges.<Boolean>call(patient(), Thread::interrupted)).isFalse();
        }
    }

    /** Does not care for interrupts, as a socket does not. */
    private String stuck(CountDownLatch begun) {
        begun.countDown();
        boolean ended = false;
        while (!ended) {
            try {
                end.await();
                ended = true;
            } catch (InterruptedException e) {
                ended = false;
            }
        }
        return "too late";
    }

    private static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(50));
    }

    private static Deadline shortly() {
        return Deadline.after(Duration.ofMillis(50));
    }

    /** Throws what the compiler would not let through. */
    private static final class Sneaky {
        private Sneaky() {}

        @SuppressWarnings("unchecked")
        static <E extends Throwable> void sneak(Throwable e) throws E {
            throw (E) e;
        }
    }
}
