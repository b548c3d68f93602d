package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine without threads is told in the contract's words, and nothing is left behind by it. */
@Timeout(60)
class AlarmsTest {
    private final Starved machine = new Starved();
    private final Alarms alarms = machine.alarms("p");
    private final AtomicInteger fired = new AtomicInteger();

    @AfterEach
    void close() {
        alarms.close();
    }

    @Test
    void withoutAThreadNoAlarmIsSetAndItsTaskIsNeverRun() throws InterruptedException {
        ProviderUnavailableException failure =
                catchThrowableOfType(ProviderUnavailableException.class, () -> alarms.set(0, fired::incrementAndGet));
        assertThat(failure).hasMessageContaining("No thread can be started").hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(failure.provider()).isEqualTo("p");
        assertThat(failure.retryable()).isFalse();

        machine.starved.set(false);
        CountDownLatch second = new CountDownLatch(1);
        alarms.set(1, second::countDown);
        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(fired).hasValue(0);
    }

    @Test
    void anAsynchronousCallThatCannotBeWatchedFailsAndIsNotMade() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AsyncQueue queue = new AsyncQueue(AsyncCalls.threadPerCall(), () -> 1, alarms);
        CompletableFuture<String> first = add(queue, () -> {
            go.await();
            return "first";
        });
        CompletableFuture<String> waiting = add(queue, () -> {
            fired.incrementAndGet();
            return "waiting";
        });

        assertThat(catchThrowable(() -> waiting.get(30, TimeUnit.SECONDS)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ProviderUnavailableException.class);
        go.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("first");
        assertThat(add(queue, () -> "next").get(30, TimeUnit.SECONDS)).isEqualTo("next");
        assertThat(fired).hasValue(0);
    }

    @Test
    void anOutcomeIsDeliveredAlsoIfNobodyCanWatchThat() throws Exception {
        AsyncQueue queue = new AsyncQueue(AsyncCalls.threadPerCall(), () -> 1, alarms);
        AsyncContext lost = new AsyncContext(task -> {}, Runnable::run);

        CompletableFuture<String> answer = queue.add(
                () -> "answer",
                CompletableFuture.completedFuture(null),
                Deadline.after(Duration.ofMinutes(5)),
                IllegalStateException::new,
                lost);

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("answer");
    }

    private static CompletableFuture<String> add(AsyncQueue queue, java.util.concurrent.Callable<String> call) {
        return queue.add(
                call,
                CompletableFuture.completedFuture(null),
                Deadline.after(Duration.ofMinutes(5)),
                IllegalStateException::new,
                AsyncContext.none());
    }
}
