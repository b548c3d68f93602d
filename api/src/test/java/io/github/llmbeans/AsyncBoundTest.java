package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.RecordingSubscriber;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More asynchronous calls than there are threads for. */
@Timeout(60)
class AsyncBoundTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicBoolean full = new AtomicBoolean();
    private final Executor counted = task -> {
        if (full.get()) {
            throw new RejectedExecutionException("full");
        }
        threads.incrementAndGet();
        AsyncCalls.threadPerCall().execute(task);
    };
    private final QueuedProvider provider = new QueuedProvider(2, counted);

    @AfterEach
    void close() {
        provider.close();
    }

    private CompletableFuture<String> call(String prompt) {
        return provider.generateAsync(prompt, DEFAULTS).toCompletableFuture();
    }

    private CompletableFuture<ChatResponse> within(Duration timeout) {
        return provider.chatAsync(
                        ChatRequest.builder().user("hurry").timeout(timeout).build())
                .toCompletableFuture();
    }

    private List<CompletableFuture<String>> calls(int count) {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(call("call " + i));
        }
        return calls;
    }

    private static Throwable failure(CompletableFuture<?> call) {
        return call.handle((answer, e) -> e).join();
    }

    @Test
    void soManyCallsRunAtOnceAndTheOthersWaitWithoutAThread() throws Exception {
        List<CompletableFuture<String>> calls = calls(100);
        provider.awaitBegun(2);

        assertThat(threads).hasValue(2);
        assertThat(calls).noneMatch(CompletableFuture::isDone);
        provider.gate.release(100);
        for (int i = 0; i < calls.size(); i++) {
            assertThat(calls.get(i).get(30, TimeUnit.SECONDS)).isEqualTo("call " + i);
        }
        assertThat(provider.mostAtOnce).hasValue(2);
    }

    @Test
    void waitingCallsAreMadeInTheirOrder() throws Exception {
        provider.limit = 1;
        calls(20);
        provider.gate.release(20);

        assertThat(provider.awaitBegun(20)).isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
    }

    private static int number(String prompt) {
        return Integer.parseInt(prompt.substring("call ".length()));
    }

    @Test
    void aCallThatHasWaitedTooLongFailsAtItsOwnDeadlineThoughNoPlaceIsFree() throws Exception {
        calls(2);
        provider.awaitBegun(2);
        try (LogCapture log = new LogCapture()) {
            CompletableFuture<ChatResponse> late = within(Duration.ofMillis(20));
            CompletableFuture<String> patient = call("patient");

            Throwable e = failure(late);

            assertThat(e)
                    .isExactlyInstanceOf(ProviderTimeoutException.class)
                    .hasMessage("No thread within 0.02 s; all 2 places for asynchronous calls are taken");
            assertThat(((ProviderException) e).attempts()).isZero();
            assertThat(((ProviderException) e).retryable()).isTrue();
            assertThat(log.lines(Level.SEVERE)).hasSize(1);
            assertThat(patient).isNotDone();
            provider.gate.release(3);
            assertThat(patient.get(30, TimeUnit.SECONDS)).isEqualTo("patient");
            assertThat(provider.begun).doesNotContain("hurry");
        }
    }

    @Test
    void aWaitingCallThatIsCancelledIsNotMadeAndLeavesNothingBehind() throws Exception {
        calls(2);
        provider.awaitBegun(2);
        CompletableFuture<String> cancelled;
        WeakReference<ChatRequest> request;
        {
            ChatRequest made = ChatRequest.of("never made");
            request = new WeakReference<>(made);
            cancelled = provider.chatAsync(made).thenApply(ChatResponse::text).toCompletableFuture();
        }
        CompletableFuture<String> next = call("next");
        try (LogCapture log = new LogCapture()) {
            cancelled.cancel(true);

            awaitCollected(request);
            provider.gate.release(3);
            assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(provider.begun).doesNotContain("never made");
            assertThat(cancelled).isCancelled();
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
    }

    private static void awaitCollected(WeakReference<?> reference) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (reference.get() != null) {
            assertThat(System.nanoTime()).as("still in memory").isLessThan(end);
            System.gc();
        }
    }

    @Test
    void aCancelledCallThatRunsGivesItsPlaceToTheNextOne() throws Exception {
        provider.limit = 1;
        CompletableFuture<String> running = call("running");
        provider.awaitBegun(1);
        CompletableFuture<String> next = call("next");

        running.cancel(true);

        assertThat(provider.awaitBegun(1)).containsExactly("next");
        assertThat(provider.interrupted).hasValue(1);
        provider.gate.release();
        assertThat(next.get(30, TimeUnit.SECONDS)).isEqualTo("next");
    }

    @Test
    void aFutureThatItsCallerEndsHimselfEndsTheCallToo() throws Exception {
        provider.limit = 1;
        CompletableFuture<ChatResponse> running =
                provider.chatAsync(ChatRequest.of("running")).toCompletableFuture();
        provider.awaitBegun(1);
        CompletableFuture<ChatResponse> waiting =
                provider.chatAsync(ChatRequest.of("waiting")).toCompletableFuture();
        CompletableFuture<String> last = call("last");

        assertThat(failure(waiting.orTimeout(1, TimeUnit.MILLISECONDS))).isInstanceOf(TimeoutException.class);
        running.complete(null);

        assertThat(provider.awaitBegun(1)).containsExactly("last");
        provider.gate.release();
        assertThat(last.get(30, TimeUnit.SECONDS)).isEqualTo("last");
        assertThat(provider.interrupted).hasValue(1);
    }

    @Test
    void whatFollowsACallMayWaitForAnotherCall() throws Exception {
        provider.limit = 1;
        CompletableFuture<String> both =
                call("first").thenApply(first -> first + call("second").join());
        provider.gate.release(2);

        assertThat(both.get(30, TimeUnit.SECONDS)).isEqualTo("firstsecond");
    }

    @Test
    void closingFailsThoseWhoWaitAndEndsThoseWhoRun() throws Exception {
        List<CompletableFuture<String>> calls = calls(50);
        provider.awaitBegun(2);

        provider.close();

        for (CompletableFuture<String> call : calls.subList(2, 50)) {
            assertThat(failure(call))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Provider 'queued' is closed");
        }
        assertThat(failure(call("late"))).isInstanceOf(IllegalStateException.class);
        provider.gate.release(2);
        assertThat(calls.get(0).get(30, TimeUnit.SECONDS)).isEqualTo("call 0");
        assertThat(provider.begun).isEmpty();
    }

    @Test
    void anExecutorThatIsFullWhileCallsWaitFailsThemAllAndKeepsNobody() throws Exception {
        try (LogCapture log = new LogCapture()) {
            List<CompletableFuture<String>> calls = calls(5000);
            provider.awaitBegun(2);
            full.set(true);
            provider.gate.release(2);

            for (CompletableFuture<String> call : calls.subList(2, 5000)) {
                assertThat(failure(call))
                        .isInstanceOf(ProviderUnavailableException.class)
                        .hasMessageContaining("takes no more calls");
            }
            assertThat(log.lines(Level.SEVERE)).hasSize(4998);
        }
        full.set(false);
        provider.gate.release(1);
        assertThat(call("again").get(30, TimeUnit.SECONDS)).isEqualTo("again");
    }

    @Test
    void aMachineWithoutThreadsIsAProviderThatCannotBeReachedNow() {
        try (QueuedProvider starved = new QueuedProvider(2, task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
                LogCapture log = new LogCapture()) {
            assertThat(failure(starved.chatAsync(ChatRequest.of("hi")).toCompletableFuture()))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining("No thread can be started")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(log.lines(Level.SEVERE)).hasSize(1);
        }
    }

    @Test
    void streamsAreReadWhileAllPlacesForCallsAreTaken() throws Exception {
        calls(10);
        provider.awaitBegun(2);
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);

        provider.generateStream("word by word", DEFAULTS).subscribe(subscriber);

        assertThat(subscriber.awaitEnd().signals()).containsExactly("word ", "by ", "word", "<complete>");
    }

    @Test
    void callsThatWaitForWhatAnOpenStreamHoldsDoNotKeepItFromBeingRead() throws Exception {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);
        CountDownLatch firstPiece = new CountDownLatch(1);
        subscriber.onPiece(piece -> firstPiece.countDown());
        provider.generateStream("word by word", DEFAULTS).subscribe(subscriber);
        firstPiece.await();
        List<CompletableFuture<String>> calls = calls(10);
        provider.awaitBegun(2);

        subscriber.subscription().request(Long.MAX_VALUE);
        subscriber.awaitEnd();
        provider.gate.release(10);

        assertThat(calls.get(9).get(30, TimeUnit.SECONDS)).isEqualTo("call 9");
    }

    @Test
    void aWaitingCallIsMadeWithTheClassLoaderOfItsCaller() throws Exception {
        provider.limit = 1;
        call("first");
        provider.awaitBegun(1);
        ClassLoader own = new ClassLoader(null) {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        CompletableFuture<ClassLoader> seen;
        thread.setContextClassLoader(own);
        try {
            seen = call("second").thenApply(answer -> Thread.currentThread().getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }

        provider.gate.release(2);

        assertThat(seen.get(30, TimeUnit.SECONDS)).isSameAs(own);
    }

    @Test
    void noPlaceAtAllIsADefectOfTheProviderAndIsSaid() {
        provider.limit = 0;

        assertThatThrownBy(() -> call("hi"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("maxAsyncCalls() of provider 'queued' must be at least 1, was 0");
    }

    @Test
    void aProviderThatSaysNothingHas256Places() {
        assertThat(new ScriptedProvider().maxAsyncCalls())
                .isEqualTo(AbstractProvider.DEFAULT_MAX_ASYNC_CALLS)
                .isEqualTo(256);
    }

    @Test
    void aFailureOfAWaitingCallIsStillTheExceptionItselfInStagesMadeFromIt() throws Exception {
        calls(2);
        provider.awaitBegun(2);

        assertThatThrownBy(() -> within(Duration.ofMillis(1)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseExactlyInstanceOf(ProviderTimeoutException.class);
    }
}
