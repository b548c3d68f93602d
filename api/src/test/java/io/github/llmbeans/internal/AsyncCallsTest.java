package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncCallsTest {
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @AfterEach
    void endTheThread() {
        oneThread.shutdownNow();
    }

    private String hang() throws InterruptedException {
        started.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted.countDown();
            throw e;
        }
        return "unreachable";
    }

    @Test
    void theAnswerCompletesTheFuture() throws Exception {
        assertThat(AsyncCalls.call(() -> "answer", oneThread).get()).isEqualTo("answer");
    }

    @Test
    void theFailureCompletesTheFutureItself() {
        IOException failure = new IOException();
        AtomicReference<Throwable> seen = new AtomicReference<>();

        CompletableFuture<String> future = AsyncCalls.call(
                () -> {
                    throw failure;
                },
                Runnable::run);
        future.whenComplete((answer, e) -> seen.set(e));

        assertThat(seen.get()).isSameAs(failure);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(future::get)
                .withCause(failure);
    }

    @Test
    void evenAnErrorCompletesTheFuture() {
        StackOverflowError error = new StackOverflowError();

        CompletableFuture<String> future = AsyncCalls.call(
                () -> {
                    throw error;
                },
                oneThread);

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(future::join)
                .withCause(error);
    }

    @Test
    void aRejectedCallFailsTheFuture() {
        oneThread.shutdown();

        assertThat(AsyncCalls.call(() -> "answer", oneThread))
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void cancellingInterruptsTheCallAndLeavesItsThreadClean() throws Exception {
        CompletableFuture<String> future = AsyncCalls.call(this::hang, oneThread);
        started.await();

        assertThat(future.cancel(true)).isTrue();

        interrupted.await();
        assertThat(oneThread
                        .submit(() -> Thread.currentThread().isInterrupted())
                        .get())
                .isFalse();
        assertThat(future).isCancelled();
    }

    @Test
    void theInterruptOfACancelEndsWithTheCall() throws Exception {
        AtomicReference<Runnable> task = new AtomicReference<>();
        AtomicBoolean clean = new AtomicBoolean();
        CompletableFuture<String> future = AsyncCalls.call(this::hang, task::set);
        Thread thread = new Thread(() -> {
            task.get().run();
            clean.set(!Thread.currentThread().isInterrupted());
        });
        thread.start();
        started.await();

        future.cancel(true);

        thread.join();
        assertThat(clean).isTrue();
    }

    @Test
    void aCallThatIsCancelledBeforeItStartsIsNotMade() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        oneThread.submit(() -> busy.await(30, java.util.concurrent.TimeUnit.SECONDS));

        CompletableFuture<Integer> future = AsyncCalls.call(calls::incrementAndGet, oneThread);
        future.cancel(true);
        busy.countDown();
        oneThread.submit(() -> {}).get();

        assertThat(calls).hasValue(0);
    }

    @Test
    void cancellingAfterTheAnswerInterruptsNobody() throws Exception {
        CountDownLatch inStage = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicBoolean disturbed = new AtomicBoolean();
        CountDownLatch stagesReady = new CountDownLatch(1);
        CompletableFuture<String> future = AsyncCalls.call(
                () -> {
                    stagesReady.await();
                    return "answer";
                },
                oneThread);
        CompletableFuture<Void> stage = future.thenAccept(answer -> {
            inStage.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                disturbed.set(true);
            }
        });
        stagesReady.countDown();
        inStage.await();

        stage.cancel(true);
        assertThat(stage.cancel(true)).isTrue();
        assertThat(future.cancel(true)).isFalse();
        cancelled.countDown();
        oneThread.submit(() -> {}).get();

        assertThat(disturbed).isFalse();
    }

    @Test
    void cancellingAStageMadeFromTheCallCancelsTheCall() throws Exception {
        CompletableFuture<String> future = AsyncCalls.call(this::hang, oneThread);
        CompletableFuture<Integer> stage = future.thenApply(String::length).thenApply(length -> length + 1);
        started.await();

        assertThat(stage.cancel(true)).isTrue();

        interrupted.await();
        assertThat(future).isCancelled();
    }

    @Test
    void anInterruptOfThePoolIsNotSwallowed() throws Exception {
        AtomicReference<Thread> runner = new AtomicReference<>();
        AtomicBoolean stillInterrupted = new AtomicBoolean();
        AtomicReference<CompletableFuture<String>> future = new AtomicReference<>();
        Thread pool = new Thread(() -> {
            future.set(AsyncCalls.call(this::hang, Runnable::run));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        runner.set(pool);
        pool.start();
        started.await();
        pool.interrupt();
        pool.join();

        assertThat(stillInterrupted).isTrue();
        assertThat(future.get()).isCompletedExceptionally().isNotCancelled();
    }

    @Test
    void aThreadPerCallIsADaemonAndEndsWithItsCall() throws Exception {
        Thread thread = AsyncCalls.call(Thread::currentThread, AsyncCalls.threadPerCall())
                .get();

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("llmbeans-async");
        thread.join();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void theThreadOfACancelledCallEnds() throws Exception {
        AtomicReference<Thread> runner = new AtomicReference<>();
        CompletableFuture<String> future = AsyncCalls.call(
                () -> {
                    runner.set(Thread.currentThread());
                    return hang();
                },
                AsyncCalls.threadPerCall());
        started.await();
        future.cancel(true);

        runner.get().join();
        assertThat(runner.get().isAlive()).isFalse();
    }
}
