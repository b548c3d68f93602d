package io.github.llmbeans.gigachat.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.openejb.server.cxf.transport.util.CxfContainerClassLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads of a provider keep nothing of the applications that they work for. */
class WorkersTest {
    private final Workers workers = new Workers("llmbeans-sales");

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void aTaskRunsWithTheClassLoaderOfWhoGaveIt() throws Exception {
        ClassLoader own = new URLClassLoader(new URL[0], null);

        assertThat(inLoader(own)).isSameAs(own);
        assertThat(inLoader(null)).isNull();
    }

    @Test
    void oneThatIsOfNoUseOnAnotherThreadIsNotTakenThere() throws Exception {
        assertThat(inLoader(new CxfContainerClassLoader())).isSameAs(Workers.class.getClassLoader());
    }

    @Test
    void anIdleThreadKeepsNoClassLoader() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        withLoader(
                new URLClassLoader(new URL[0], null),
                () -> workers.execute(() -> worker.complete(Thread.currentThread())));

        assertThat(loaderOnceIdle(worker.get(30, TimeUnit.SECONDS))).isNull();
    }

    @Test
    void anIdleThreadKeepsNoClassLoaderAfterATaskThatChangedItAndFailed() throws Exception {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        CountDownLatch failed = new CountDownLatch(1);
        workers.execute(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> failed.countDown());
            Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0], null));
            worker.complete(Thread.currentThread());
            throw new IllegalStateException("on purpose");
        });

        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.get(30, TimeUnit.SECONDS).getContextClassLoader()).isNull();
    }

    @Test
    void aThreadInheritsNoThreadLocalsOfTheApplicationThatMadeItStart() throws Exception {
        InheritableThreadLocal<String> ofTheApplication = new InheritableThreadLocal<>();
        ofTheApplication.set("request 17");
        try {
            CompletableFuture<@Nullable String> seen = new CompletableFuture<>();
            workers.execute(() -> seen.complete(ofTheApplication.get()));

            assertThat(seen.get(30, TimeUnit.SECONDS)).isNull();
        } finally {
            ofTheApplication.remove();
        }
    }

    @Test
    void tasksDoNotWaitForEachOther() throws Exception {
        int tasks = 50;
        CountDownLatch together = new CountDownLatch(tasks);
        CountDownLatch done = new CountDownLatch(tasks);
        for (int i = 0; i < tasks; i++) {
            workers.execute(() -> {
                together.countDown();
                try {
                    together.await();
                    done.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatAnInterruptSetsOffHasEndedWhenItsThreadGoesOn() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Boolean> endedBefore = new CompletableFuture<>();
        Worker worker = new Worker(
                () -> {
                    Worker self = (Worker) Thread.currentThread();
                    self.onInterrupt(() -> {
                        begun.countDown();
                        awaitUninterrupted(goOn);
                        ended.set(true);
                    });
                    ready.countDown();
                    awaitUninterrupted(begun);
                    self.onInterrupt(null);
                    endedBefore.complete(ended.get());
                },
                "llmbeans-sales-1");
        worker.start();
        awaitUninterrupted(ready);
        Thread canceller = new Thread(worker::interrupt);
        canceller.start();
        awaitUninterrupted(begun);
        // It either waits for what has begun, or has gone on already.
        spinUntil(() -> worker.getState() == Thread.State.BLOCKED || endedBefore.isDone());
        goOn.countDown();

        assertThat(endedBefore.get(30, TimeUnit.SECONDS)).isTrue();
        canceller.join();
    }

    @Test
    void aThreadThatGivesItsFlagBackDoesNotWaitForWhatTheInterruptIsDoing() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch flagged = new CountDownLatch(1);
        Worker worker = new Worker(
                () -> {
                    Worker self = (Worker) Thread.currentThread();
                    self.onInterrupt(() -> {
                        begun.countDown();
                        awaitUninterrupted(flagged);
                    });
                    ready.countDown();
                    awaitUninterrupted(begun);
                    self.interrupt();
                    flagged.countDown();
                    self.onInterrupt(null);
                },
                "llmbeans-sales-1");
        worker.start();
        awaitUninterrupted(ready);

        Thread canceller = new Thread(worker::interrupt);
        canceller.start();

        worker.join(30_000);
        assertThat(worker.isAlive()).isFalse();
        canceller.join();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        spinUntil(() -> latch.getCount() == 0);
    }

    private static void spinUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waits no longer than 30 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void closedWorkersTakeNoMoreTasksAndMayBeClosedAgain() {
        workers.close();
        workers.close();

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> workers.execute(() -> {}));
    }

    private @Nullable ClassLoader inLoader(@Nullable ClassLoader loader) throws Exception {
        CompletableFuture<@Nullable ClassLoader> seen = new CompletableFuture<>();
        withLoader(
                loader,
                () -> workers.execute(() -> seen.complete(Thread.currentThread().getContextClassLoader())));
        return seen.get(30, TimeUnit.SECONDS);
    }

    private static void withLoader(@Nullable ClassLoader loader, Runnable piece) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            piece.run();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static @Nullable ClassLoader loaderOnceIdle(Thread worker) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (worker.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return worker.getContextClassLoader();
    }
}
