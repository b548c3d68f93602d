package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that do not block their caller, on the skeleton and on a provider that has only what the contract gives it. */
@Timeout(30)
class AsyncTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();
    private static final Duration LONG = Duration.ofSeconds(30);

    private final ScriptedProvider provider = new ScriptedProvider();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicReference<Thread> caller = new AtomicReference<>();

    private static ScriptedProvider on(Executor executor) {
        return new ScriptedProvider("scripted", LONG, EnumSet.allOf(Capability.class), executor);
    }

    private ChatResponse hang() {
        caller.set(Thread.currentThread());
        started.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException("interrupted", Failure.of("scripted"), e);
        }
        return ScriptedProvider.ANSWER;
    }

    /** What a stage that has been given out fails with, as the caller's callback sees it. */
    private static Throwable seenBy(CompletionStage<?> stage) {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        stage.whenComplete((answer, e) -> seen.complete(e));
        return seen.join();
    }

    /** A provider without the skeleton: everything else comes from the contract's defaults. */
    private record Minimal(ScriptedProvider delegate) implements BaseProvider {
        @Override
        public ProviderInfo info() {
            return delegate.info();
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            return delegate.chat(request);
        }

        @Override
        public boolean healthCheck() {
            return delegate.healthCheck();
        }

        @Override
        public void close() {
            delegate.close();
        }
    }

    @Test
    void theAnswerComesThrough() {
        for (BaseProvider each : new BaseProvider[] {provider, new Minimal(provider)}) {
            assertThat(each.chatAsync(ChatRequest.of("hi"))
                            .toCompletableFuture()
                            .join())
                    .isSameAs(ScriptedProvider.ANSWER);
            assertThat(each.generateAsync("hi", DEFAULTS).toCompletableFuture().join())
                    .isEqualTo("an answer");
        }
    }

    @Test
    void theFailureIsTheExceptionItselfWhicheverWayTheCallWasMade() {
        RateLimitException failure = new RateLimitException("busy", Failure.of("scripted"));
        provider.failsWith(() -> failure);

        for (BaseProvider each : new BaseProvider[] {provider, new Minimal(provider)}) {
            assertThat(seenBy(each.chatAsync(ChatRequest.of("hi")))).isSameAs(failure);
            assertThat(seenBy(each.generateAsync("hi", DEFAULTS))).isSameAs(failure);
        }
    }

    @Test
    void aCallRunsOnTheExecutorThatWasGiven() {
        AtomicReference<Thread> runner = new AtomicReference<>();
        ScriptedProvider direct = on(Runnable::run);
        direct.answers(() -> {
            runner.set(Thread.currentThread());
            return ScriptedProvider.ANSWER;
        });

        direct.generateAsync("hi", DEFAULTS);

        assertThat(runner.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void aTextThatIsWaitedForTooLongEndsItsCall() throws InterruptedException {
        provider.answers(this::hang);
        CompletableFuture<String> call = provider.generateAsync("hi", DEFAULTS).toCompletableFuture();
        started.await();

        call.orTimeout(1, TimeUnit.MILLISECONDS);

        interrupted.await();
        assertThat(seenBy(call)).isInstanceOf(TimeoutException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancellingInterruptsTheCallAndItsThreadEnds(boolean skeleton) throws InterruptedException {
        provider.answers(this::hang);
        BaseProvider each = skeleton ? provider : new Minimal(provider);
        CompletableFuture<String> call = each.generateAsync("hi", DEFAULTS).toCompletableFuture();
        started.await();

        call.cancel(true);

        interrupted.await();
        caller.get().join();
        assertThat(call).isCancelled();
    }

    @Test
    void aClosedProviderRefusesCallsThroughTheirOutcome() throws InterruptedException {
        ScriptedProvider closed = on(task -> {
            throw new AssertionError("no thread is needed for a refusal");
        });
        closed.close();
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        closed.generateStream("hi", DEFAULTS).subscribe(subscriber);

        assertThat(seenBy(closed.chatAsync(ChatRequest.of("hi"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Provider 'scripted' is closed");
        assertThat(subscriber.awaitFailure()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anExecutorThatTakesNoMoreCallsIsAProviderThatCannotBeReachedNow() {
        RejectedExecutionException rejection = new RejectedExecutionException("full");
        ScriptedProvider full = on(task -> {
            throw rejection;
        });
        try (LogCapture log = new LogCapture()) {
            Throwable seen = seenBy(full.generateAsync("hi", DEFAULTS));

            assertThat(seen).isInstanceOf(ProviderUnavailableException.class).hasCause(rejection);
            assertThat(((ProviderException) seen).retryable()).isTrue();
            assertThat(((ProviderException) seen).attempts()).isZero();
            assertThat(log.lines(Level.SEVERE)).hasSize(1);
        }
    }

    @Test
    void theTimeThatACallWaitsForItsThreadCounts() {
        AtomicReference<Runnable> queued = new AtomicReference<>();
        ScriptedProvider slow = on(queued::set);
        Duration timeout = Duration.ofMillis(1);
        CompletionStage<ChatResponse> call =
                slow.chatAsync(ChatRequest.builder().user("hi").timeout(timeout).build());
        Deadline passed = Deadline.after(timeout);
        while (!passed.expired()) {
            Thread.onSpinWait();
        }
        try (LogCapture log = new LogCapture()) {
            queued.get().run();

            ProviderTimeoutException e = (ProviderTimeoutException) seenBy(call);
            assertThat(e).hasMessageStartingWith("No thread within 0.001 s");
            assertThat(e.attempts()).isZero();
            assertThat(slow.requests).isEmpty();
            assertThat(log.lines(Level.SEVERE)).hasSize(1);
        }
    }

    @Test
    void aCallThatHasWaitedForItsThreadHasOnlyTheRestOfItsTime() {
        AtomicReference<Runnable> queued = new AtomicReference<>();
        ScriptedProvider slow = on(queued::set);
        slow.generateAsync("hi", DEFAULTS);
        queued.get().run();

        assertThat(slow.requests.get(0).timeout()).isPositive().isLessThan(LONG);
    }

    @Test
    void aPromptThatIsMissingIsRefusedAtOnce() {
        assertThat(catchThrowable(() -> provider.generateAsync(null, DEFAULTS)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("prompt must not be null");
        assertThat(catchThrowable(() -> provider.generateStream(null, DEFAULTS)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("prompt must not be null");
        assertThat(catchThrowable(() -> new Minimal(provider).chatAsync(null)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("request must not be null");
    }

    @Test
    void aBlankPromptFailsTheCallNotTheCaller() {
        assertThat(seenBy(provider.generateAsync(" ", DEFAULTS))).isInstanceOf(InvalidRequestException.class);
        assertThat(catchThrowable(() -> provider.generateAsync(" ", DEFAULTS)
                        .toCompletableFuture()
                        .join()))
                .isInstanceOf(CompletionException.class);
    }
}
