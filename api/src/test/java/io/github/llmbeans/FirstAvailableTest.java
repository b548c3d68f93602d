package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health checks are asked as rarely as can be, and nobody waits for them longer than need be. */
@Timeout(60)
class FirstAvailableTest {
    private static final ChatRequest HI = ChatRequest.of("hi");
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final FakeClock clock = new FakeClock();
    private final StubProvider a = new StubProvider("a");
    private final StubProvider b = new StubProvider("b");
    private final AtomicInteger checksOfA = new AtomicInteger();
    private final AtomicInteger checksOfB = new AtomicInteger();
    private final Queue<Runnable> checks = new ArrayDeque<>();
    private volatile boolean healthOfA = true;

    /** Checks run at once, on the thread that wants them. */
    private final Router router = router(Runnable::run);

    FirstAvailableTest() {
        a.health = () -> {
            checksOfA.incrementAndGet();
            return healthOfA;
        };
        b.health = () -> {
            checksOfB.incrementAndGet();
            return true;
        };
    }

    private Router router(java.util.concurrent.Executor executor) {
        return Router.builder("main")
                .strategy(RoutingStrategy.FIRST_AVAILABLE)
                .nanoTime(clock)
                .healthExecutor(executor)
                .build()
                .addProvider(a)
                .addProvider(b);
    }

    private String answers(Router asked) {
        return asked.chat(HI).provider();
    }

    @Test
    void theFirstMemberThatIsHealthyIsAskedAndTheOthersAreNotEvenChecked() {
        assertThat(answers(router)).isEqualTo("a");
        assertThat(checksOfB).hasValue(0);

        healthOfA = false;
        clock.advance(INTERVAL);
        assertThat(answers(router)).isEqualTo("b");
        assertThat(a.requests).hasSize(1);
    }

    @Test
    void aMemberThatIsNotHealthyIsAskedLast() {
        healthOfA = false;
        b.failsWith(StubProvider.failure("b"));

        assertThat(answers(router)).isEqualTo("a");
        assertThat(b.requests).hasSize(1);
    }

    @Test
    void withinTheIntervalNobodyIsCheckedAgain() {
        healthOfA = false;
        for (int i = 0; i < 10; i++) {
            assertThat(answers(router)).isEqualTo("b");
        }
        assertThat(checksOfA).hasValue(1);
        assertThat(checksOfB).hasValue(1);

        clock.advance(INTERVAL);
        answers(router);
        assertThat(checksOfA).hasValue(2);
    }

    @Test
    void aMemberThatHasJustAnsweredCountsAsHealthy() {
        for (int i = 0; i < 10; i++) {
            answers(router);
            clock.advance(INTERVAL.minusNanos(1));
        }
        assertThat(checksOfA).hasValue(1);

        clock.advance(Duration.ofNanos(1));
        answers(router);
        assertThat(checksOfA).hasValue(2);
    }

    @Test
    void aMemberThatAnswersAfterABadCheckIsAvailableAgain() {
        healthOfA = false;
        b.failsWith(StubProvider.failure("b"));
        a.chat = request -> {
            clock.advance(Duration.ofMillis(1));
            return ChatResponse.of("x", "a", "m");
        };
        answers(router);
        b.chat = request -> ChatResponse.of("x", "b", "m");

        assertThat(answers(router)).isEqualTo("a");
        assertThat(checksOfA).hasValue(1);
    }

    @Test
    void anAnswerBeforeAFailureProvesNothingAnyMore() {
        answers(router);
        clock.advance(INTERVAL);
        a.failsWith(StubProvider.failure("a"));
        answers(router);
        healthOfA = false;
        clock.advance(INTERVAL.minusNanos(1));
        assertThat(checksOfA).hasValue(2);

        assertThat(answers(router))
                .as("the check of the last interval still holds")
                .isEqualTo("b");
        clock.advance(Duration.ofNanos(1));
        a.chat = request -> ChatResponse.of("x", "a", "m");
        assertThat(answers(router)).isEqualTo("b");
        assertThat(checksOfA).hasValue(3);
    }

    @Test
    void aMemberThatFailsAfterItsLastAnswerIsChecked() {
        answers(router);
        clock.advance(INTERVAL.minusSeconds(1));
        answers(router);
        clock.advance(Duration.ofSeconds(5));
        a.failsWith(StubProvider.failure("a"));
        healthOfA = false;
        assertThat(answers(router))
                .as("proved by its answer of 5 s ago, so asked")
                .isEqualTo("b");
        assertThat(a.requests).hasSize(3);
        assertThat(checksOfA).hasValue(1);

        assertThat(answers(router)).isEqualTo("b");
        assertThat(checksOfA).hasValue(2);
        assertThat(a.requests).as("not asked again").hasSize(3);
    }

    @Test
    void nobodyWaitsForAMemberThatIsKnownNotToBeHealthy() {
        Router later = router(checks::add);
        healthOfA = false;
        CompletableFuture<ChatResponse> first = later.chatAsync(HI).toCompletableFuture();
        checks.remove().run();
        checks.remove().run();
        assertThat(first.orTimeout(30, TimeUnit.SECONDS).join().provider()).isEqualTo("b");

        clock.advance(INTERVAL.multipliedBy(100));
        b.chat(HI);
        later.metrics();
        CompletableFuture<ChatResponse> second = later.chatAsync(HI).toCompletableFuture();
        assertThat(checks).as("of a again, and of b, whose answer is long ago").hasSize(2);
        healthOfA = true;
        checks.remove().run();
        assertThat(second).isNotDone();
        checks.remove().run();
        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join().provider()).isEqualTo("a");
    }

    @Test
    void anAsynchronousCallWaitsForACheckWithoutAThread() {
        Router later = router(checks::add);

        CompletableFuture<ChatResponse> call = later.chatAsync(HI).toCompletableFuture();
        CompletableFuture<ChatResponse> other = later.chatAsync(HI).toCompletableFuture();

        assertThat(call).isNotDone();
        assertThat(a.requests).isEmpty();
        assertThat(checks).as("one check for both").hasSize(1);
        checks.remove().run();
        assertThat(call.orTimeout(30, TimeUnit.SECONDS).join().provider()).isEqualTo("a");
        assertThat(other.orTimeout(30, TimeUnit.SECONDS).join().provider()).isEqualTo("a");
    }

    @Test
    void aCallThatIsCancelledWhileItWaitsForACheckAsksNobody() {
        Router later = router(checks::add);
        CompletableFuture<ChatResponse> call = later.chatAsync(HI).toCompletableFuture();
        call.cancel(true);

        checks.remove().run();

        assertThat(a.requests).isEmpty();
        assertThat(later.metrics().get("a").calls().ended()).isZero();
    }

    @Test
    void aStreamWaitsForACheckWithoutAThreadToo() throws InterruptedException {
        Router later = router(checks::add);
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        later.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);
        assertThat(subscriber.signals()).isEmpty();

        checks.remove().run();

        assertThat(subscriber.awaitEnd().signals()).containsExactly("from a", "<complete>");
    }

    @Test
    void aCheckThatHangsIsGivenUpAndNobodyElseWaitsForIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger hanging = new AtomicInteger();
        a.health = () -> {
            hanging.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return true;
        };
        Router real = new Router("main", RoutingStrategy.FIRST_AVAILABLE)
                .addProvider(a)
                .addProvider(b);
        long start = System.nanoTime();

        assertThat(answers(real)).isEqualTo("b");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(MemberHealth.PATIENCE.toNanos());
        for (int i = 0; i < 100; i++) {
            assertThat(answers(real)).isEqualTo("b");
        }
        assertThat(hanging).hasValue(1);
        release.countDown();
        Patience.until(() -> answers(real).equals("a"));
    }

    @Test
    void theDeadlineHoldsWhileACheckIsAwaited() {
        Router later = router(checks::add);
        ChatRequest hurried =
                ChatRequest.builder().user("hi").timeout(Duration.ofMillis(20)).build();
        long start = System.nanoTime();

        // The clock stands still, so there is time left when the wait is over, and the first member gets it.
        assertThat(later.chat(hurried).provider()).isEqualTo("a");
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());

        Router hanging = router(check -> clock.advance(Duration.ofMillis(20)));
        ProviderTimeoutException late =
                catchThrowableOfType(ProviderTimeoutException.class, () -> hanging.chat(hurried));
        assertThat(late).hasMessage("No answer within 0.02 s; 0 of 2 providers had failed by then");
        assertThat(hanging.chatAsync(hurried).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(ProviderTimeoutException.class);
    }

    @Test
    void aCallerWhoIsInterruptedWhileItWaitsForACheckAsksNobody() {
        Router later = router(checks::add);
        Thread.currentThread().interrupt();

        ProviderInterruptedException enough =
                catchThrowableOfType(ProviderInterruptedException.class, () -> later.chat(HI));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(enough).hasMessage("Interrupted while router 'main' waited for a health check");
        assertThat(a.requests).isEmpty();
    }

    @Test
    void withoutAThreadForTheCheckTheCallItselfTells() {
        Router full = router(check -> {
            throw new RejectedExecutionException("full");
        });
        a.failsWith(StubProvider.failure("a"));

        assertThat(answers(full)).isEqualTo("b");
        assertThat(a.requests).hasSize(1);
    }

    @Test
    void aCheckThatBreaksMeansNo() {
        a.health = () -> {
            throw new IllegalStateException("a secret");
        };
        try (LogCapture log = new LogCapture()) {
            assertThat(answers(router)).isEqualTo("b");
            assertThat(log.everything())
                    .contains("The health check of provider 'a' failed with java.lang.IllegalStateException")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theHealthCheckOfTheRouterTellsItToo() {
        healthOfA = false;
        assertThat(router.healthCheck()).isTrue();

        assertThat(answers(router)).isEqualTo("b");
        assertThat(checksOfA).hasValue(1);
        assertThat(checksOfB).hasValue(1);
    }

    @Test
    void checksAreMadeOnDaemonThreadsUnlessToldOtherwise() throws InterruptedException {
        CompletableFuture<Thread> checker = new CompletableFuture<>();
        a.health = () -> checker.complete(Thread.currentThread());

        answers(new Router("real", RoutingStrategy.FIRST_AVAILABLE)
                .addProvider(a)
                .addProvider(b));

        Thread thread = checker.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(thread.getName()).isEqualTo("llmbeans-real-health");
        assertThat(thread.isDaemon()).isTrue();
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whereThereIsNoChoiceNothingIsChecked() {
        Router one = new Router("one", RoutingStrategy.FIRST_AVAILABLE).addProvider(a);

        assertThat(answers(one)).isEqualTo("a");
        assertThat(one.chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .provider())
                .isEqualTo("a");
        assertThat(checksOfA).hasValue(0);
    }

    @Test
    void theIntervalIsWithinItsBounds() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Router.builder("main").healthInterval(Duration.ZERO)))
                .hasMessage("healthInterval must be between 0.001 s and 86400 s, was 0 s");
        Router often = Router.builder("often")
                .strategy(RoutingStrategy.FIRST_AVAILABLE)
                .nanoTime(clock)
                .healthExecutor(Runnable::run)
                .healthInterval(Duration.ofSeconds(2))
                .build()
                .addProvider(a)
                .addProvider(b);
        answers(often);
        clock.advance(Duration.ofSeconds(2));
        answers(often);
        assertThat(checksOfA).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoeverHasWaitedForACheckAsksInTheContextOfTheCaller(boolean streamed) throws Exception {
        List<String> begun = new CopyOnWriteArrayList<>();
        ThreadLocal<String> context = ThreadLocal.withInitial(() -> "none");
        MockProvider member = new MockProvider();
        Router watched = Router.builder("main")
                .strategy(RoutingStrategy.FIRST_AVAILABLE)
                .healthExecutor(checks::add)
                .asyncContext(() -> {
                    String captured = context.get();
                    return new AsyncContext(Runnable::run, task -> {
                        String before = context.get();
                        context.set(captured);
                        task.run();
                        context.set(before);
                    });
                })
                .build()
                .addProvider(new ObservedProvider(member, call -> {
                    begun.add(context.get());
                    return CallObservation.NONE;
                }))
                .addProvider(b);
        context.set("the caller's");
        CompletableFuture<ChatResponse> call = null;
        if (streamed) {
            watched.generateStream("hi", GenerationParams.defaults()).subscribe(new RecordingSubscriber(1));
        } else {
            call = watched.chatAsync(HI).toCompletableFuture();
        }
        Thread checking = new Thread(checks.remove());
        checking.start();
        checking.join();

        assertThat(begun).containsExactly("the caller's");
        if (call != null) {
            assertThat(call.get(30, TimeUnit.SECONDS).provider()).isEqualTo("mock");
        }
    }

    @Test
    void aContextThatIsNoMoreCostsNoCall() throws Exception {
        Router watched = Router.builder("main")
                .strategy(RoutingStrategy.FIRST_AVAILABLE)
                .healthExecutor(checks::add)
                .asyncContext(() -> new AsyncContext(Runnable::run, task -> {
                    throw new RejectedExecutionException("gone");
                }))
                .build()
                .addProvider(a)
                .addProvider(b);
        CompletableFuture<ChatResponse> call = watched.chatAsync(HI).toCompletableFuture();
        checks.remove().run();

        assertThat(call.get(30, TimeUnit.SECONDS).provider()).isEqualTo("a");
    }

    @Test
    void aCheckForWhichThereIsNoThreadCostsNoCallAndIsMadeLater() {
        AtomicInteger tries = new AtomicInteger();
        Router tight = router(check -> {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            check.run();
        });

        assertThat(answers(tight)).isEqualTo("a");
        assertThat(answers(tight)).isEqualTo("a");
        clock.advance(INTERVAL);
        assertThat(answers(tight)).isEqualTo("a");
        assertThat(checksOfA).hasValue(1);
    }
}
