package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the limiter of a provider means for those who call it. */
@Timeout(60)
class ConcurrencyLimitTest {
    private final AtomicInteger tasks = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final QueuedProvider provider = new QueuedProvider(100, task -> {
        tasks.incrementAndGet();
        threads.execute(task);
    });

    @AfterEach
    void close() {
        provider.close();
        threads.shutdownNow();
    }

    private void limit(int concurrent, int queued) {
        provider.limiter = ConcurrencyLimiter.fair(concurrent, queued, "the test");
    }

    private CompletableFuture<ChatResponse> async(String prompt) {
        return provider.chatAsync(ChatRequest.of(prompt)).toCompletableFuture();
    }

    private Future<ChatResponse> blocking(String prompt) {
        return threads.submit(() -> provider.chat(ChatRequest.of(prompt)));
    }

    /** Waits until so many are in the queue: who joins it on another thread has not done so yet. */
    private void awaitWaiting(int calls) {
        Patience.until(() -> provider.limiter.toString().contains(", " + calls + " wait;"));
    }

    /** A subscriber that asks for everything and can wait for the end. */
    private static final class Reader implements Flow.Subscriber<String> {
        final CompletableFuture<String> text = new CompletableFuture<>();
        private final StringBuilder read = new StringBuilder();
        volatile Flow.Subscription subscription;
        private final long demand;

        Reader(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(demand);
        }

        @Override
        public void onNext(String piece) {
            read.append(piece);
            if (demand == 1) {
                text.complete(read.toString());
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(read.toString());
        }
    }

    private Reader stream(String prompt, long demand) {
        Reader reader = new Reader(demand);
        provider.generateStream(prompt, GenerationParams.defaults()).subscribe(reader);
        return reader;
    }

    @Test
    void blockingAsynchronousAndStreamedCallsWaitInOneQueueInTheOrderOfTheirArrival() throws Exception {
        limit(1, 100);
        CompletableFuture<ChatResponse> first = async("first");
        provider.awaitBegun(1);
        Future<ChatResponse> second = blocking("second");
        awaitWaiting(1);
        CompletableFuture<ChatResponse> third = async("third");
        Reader fourth = stream("fourth words", Long.MAX_VALUE);
        awaitWaiting(3);
        Future<ChatResponse> fifth = blocking("fifth");
        awaitWaiting(4);
        assertThat(provider.begun).isEmpty();

        provider.gate.release(1);
        assertThat(provider.awaitBegun(1)).containsExactly("second");
        provider.gate.release(1);
        assertThat(provider.awaitBegun(1)).containsExactly("third");
        assertThat(fourth.text).isNotDone();
        provider.gate.release(1);
        assertThat(fourth.text.get()).isEqualTo("fourth words");
        assertThat(provider.awaitBegun(1)).containsExactly("fifth");
        provider.gate.release(1);

        assertThat(List.of(first.get(), second.get(), third.get(), fifth.get()))
                .map(ChatResponse::text)
                .containsExactly("first", "second", "third", "fifth");
        assertThat(provider.mostAtOnce).hasValue(1);
    }

    @Test
    void thousandsThatWaitForTheirTurnHoldNoThread() throws Exception {
        limit(2, 10_000);
        List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            calls.add(async("call " + i));
        }
        List<Reader> readers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            readers.add(stream("stream " + i, Long.MAX_VALUE));
        }
        provider.awaitBegun(2);
        // Streams are on a thread while they join the queue.
        Patience.until(() -> ((java.util.concurrent.ThreadPoolExecutor) threads).getActiveCount() <= 2);

        provider.gate.release(3_000);
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        for (Reader reader : readers) {
            reader.text.get(30, TimeUnit.SECONDS);
        }

        assertThat(provider.mostAtOnce).hasValue(2);
    }

    /** Else the next request would come to a server that has not heard yet that nobody wants the first one. */
    @Test
    void aStreamThatIsCancelledWhileItIsOpenedHoldsItsPermitUntilItHasLeftTheServerAlone() throws Exception {
        limit(1, 10);
        CountDownLatch opening = new CountDownLatch(1);
        CompletableFuture<Void> left = new CompletableFuture<>();
        provider.opening = () -> {
            opening.countDown();
            left.join(); // Whoever is interrupted waits on.
        };
        Reader unwanted = stream("unwanted", 1);
        opening.await();

        unwanted.subscription.cancel();
        ConcurrencyLimiter.Permit next = provider.limiter.acquire(Duration.ofSeconds(30));
        CompletableFuture<?> turn = next.turn().toCompletableFuture();

        assertThat(turn).isNotDone();
        left.complete(null);
        turn.get(30, TimeUnit.SECONDS);
    }

    @Test
    void aStreamHoldsItsPermitUntilItEndsAndWhileNobodyReadsIt() throws Exception {
        limit(1, 100);
        Reader slow = stream("two words", 1);
        slow.text.get();
        CompletableFuture<ChatResponse> next = async("next");
        assertThat(next).isNotDone();
        assertThat(provider.begun).isEmpty();

        slow.subscription.cancel();

        assertThat(provider.awaitBegun(1)).containsExactly("next");
        provider.gate.release();
        next.get();
    }

    @Test
    void aFullQueueIsAFailureOfItsOwnThatIsNotRepeated() {
        limit(1, 0);
        async("runs");

        RateLimitException blocking =
                catchThrowableOfType(RateLimitException.class, () -> provider.chat(ChatRequest.of("too many")));
        Throwable async = catchThrowable(async("too many")::get).getCause();
        Throwable streamed = catchThrowable(stream("too many", 1).text::get).getCause();

        assertThat(List.of(blocking, async, streamed)).allSatisfy(e -> {
            assertThat(e)
                    .isInstanceOf(RateLimitException.class)
                    .hasMessage("Too many calls of provider 'queued' wait for their turn: 1 at once and 0 waiting are"
                            + " all there may be; see the test");
            assertThat(((ProviderException) e).attempts()).isZero();
            assertThat(((ProviderException) e).retryable()).isTrue();
            assertThat(((ProviderException) e).status()).isEmpty();
        });
    }

    @Test
    void whoHasNoTurnByItsDeadlineIsToldSoAndLeavesTheQueue() throws Exception {
        limit(1, 2);
        CompletableFuture<ChatResponse> first = async("first");
        provider.awaitBegun(1);
        ChatRequest hasty = ChatRequest.builder()
                .user("hasty")
                .timeout(Duration.ofMillis(20))
                .build();

        ProviderTimeoutException blocking =
                catchThrowableOfType(ProviderTimeoutException.class, () -> provider.chat(hasty));
        Throwable async = catchThrowable(provider.chatAsync(hasty).toCompletableFuture()::get)
                .getCause();
        CompletableFuture<Throwable> streamed = new CompletableFuture<>();
        provider.chatStream(hasty).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(StreamEvent event) {
                streamed.complete(new AssertionError(event.toString()));
            }

            @Override
            public void onError(Throwable failure) {
                streamed.complete(failure);
            }

            @Override
            public void onComplete() {
                streamed.complete(new AssertionError("complete"));
            }
        });

        assertThat(List.of(blocking, async, streamed.get())).allSatisfy(e -> {
            assertThat(e)
                    .isInstanceOf(ProviderTimeoutException.class)
                    .hasMessage(
                            "Provider 'queued' got no turn within 0.02 s: 1 at once, 1 wait; see the test. A stream holds its"
                                    + " turn until it ends");
            assertThat(((ProviderException) e).attempts()).isZero();
        });
        CompletableFuture<ChatResponse> next = async("next");
        provider.gate.release(2);
        assertThat(first.get().text()).isEqualTo("first");
        assertThat(next.get().text()).isEqualTo("next");
    }

    @Test
    void whoIsCancelledOrInterruptedWhileItWaitsLeavesTheQueue() throws Exception {
        limit(1, 100);
        async("first");
        provider.awaitBegun(1);
        CompletableFuture<ChatResponse> cancelled = async("cancelled");
        Reader left = stream("left", 1);
        Future<ChatResponse> interrupted = blocking("interrupted");
        awaitWaiting(3);
        CompletableFuture<ChatResponse> last = async("last");

        cancelled.cancel(true);
        left.subscription.cancel();
        interrupted.cancel(true);
        awaitWaiting(1);
        provider.gate.release();

        assertThat(provider.awaitBegun(1)).containsExactly("last");
        provider.gate.release();
        last.get();
        assertThat(provider.interrupted).hasValue(0);
    }

    @Test
    void whoCancelsInTheMomentOfJoiningTheQueueLeavesNothingBehind() throws Exception {
        ConcurrencyLimiter one = ConcurrencyLimiter.fair(1, 0, "the test");
        AtomicReference<Reader> reader = new AtomicReference<>(new Reader(1));
        CompletableFuture<Void> asked = new CompletableFuture<>();
        provider.limiter = patience -> {
            ConcurrencyLimiter.Permit permit = one.acquire(patience);
            reader.get().subscription.cancel();
            asked.complete(null);
            return permit;
        };

        provider.generateStream("hi", GenerationParams.defaults()).subscribe(reader.get());
        asked.get();

        provider.limiter = one;
        Patience.until(() -> "next"
                .equals(stream("next", Long.MAX_VALUE)
                        .text
                        .handle((text, failure) -> text)
                        .join()));
    }

    @Test
    void anInterruptedCallerHasItsFlagBack() throws Exception {
        limit(1, 100);
        async("first");
        provider.awaitBegun(1);
        Thread.currentThread().interrupt();

        Throwable e = catchThrowable(() -> provider.chat(ChatRequest.of("hi")));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(e)
                .isInstanceOf(ProviderInterruptedException.class)
                .hasMessage("Interrupted while waiting for its turn; 1 at once, 1 wait; see the test");
    }

    @Test
    void theProvidersEndIsTheEndOfTheQueue() throws Exception {
        limit(1, 100);
        CompletableFuture<ChatResponse> runs = async("runs");
        provider.awaitBegun(1);
        CompletableFuture<ChatResponse> async = async("waits");
        Future<ChatResponse> blocking = blocking("waits");
        Reader streamed = stream("waits", 1);
        awaitWaiting(3);

        provider.close();

        assertThat(catchThrowable(async::get)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(blocking::get)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(catchThrowable(streamed.text::get))
                .isInstanceOf(ExecutionException.class)
                .satisfies(e -> assertThat(e.getCause())
                        .isInstanceOfAny(IllegalStateException.class, ProviderUnavailableException.class));
        provider.gate.release();
        runs.get();
    }

    @Test
    void aFailedCallGivesItsPermitBack() {
        ScriptedProvider failing =
                new ScriptedProvider("failing", Duration.ofSeconds(30), java.util.Set.of(), Runnable::run);
        ConcurrencyLimiter one = ConcurrencyLimiter.fair(1, 0, "the test");
        failing.limiter = one;
        failing.failsWith(() -> new InvalidRequestException("no", Failure.of("failing")));

        catchThrowable(() -> failing.chat(ChatRequest.of("hi")));
        catchThrowable(() ->
                failing.chatAsync(ChatRequest.of("hi")).toCompletableFuture().get());

        assertThat(one).hasToString("1 at once, 0 wait; see the test");
        assertThat(one.acquire(Duration.ZERO).turn().toCompletableFuture()).isCompleted();
    }

    @Test
    void aLimiterThatFailsInAnyOtherWayIsAFailureOfTheContractToo() {
        List<ConcurrencyLimiter> broken = List.of(
                patience -> {
                    throw new IllegalArgumentException("database is down");
                },
                patience -> null,
                patience -> new ConcurrencyLimiter.Permit() {
                    @Override
                    public CompletableFuture<Void> turn() {
                        return null;
                    }

                    @Override
                    public void close() {}
                });
        for (ConcurrencyLimiter limiter : broken) {
            provider.limiter = limiter;

            assertThat(catchThrowable(() -> provider.chat(ChatRequest.of("hi"))))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageStartingWith("The limiter of provider 'queued' has failed with java.lang.");
            assertThat(catchThrowable(async("hi")::get)).hasCauseInstanceOf(ProviderUnavailableException.class);
            assertThat(catchThrowable(stream("hi", 1).text::get))
                    .hasCauseInstanceOf(ProviderUnavailableException.class);
        }
    }

    @Test
    void aLimiterThatCannotTakeAPermitBackCostsNobodyAnAnswer() throws Exception {
        provider.gate.release(2);
        provider.limiter = patience -> new ConcurrencyLimiter.Permit() {
            @Override
            public CompletableFuture<Void> turn() {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {
                throw new IllegalStateException("database is down");
            }
        };

        assertThat(provider.chat(ChatRequest.of("hi")).text()).isEqualTo("hi");
        assertThat(async("hi").get().text()).isEqualTo("hi");
        assertThat(stream("two words", Long.MAX_VALUE).text.get()).isEqualTo("two words");
    }

    @Test
    void aLimiterThatBreaksIsAProviderThatCannotBeReachedNow() {
        CompletableFuture<Void> turn = CompletableFuture.failedFuture(new ArithmeticException("secret"));
        provider.limiter = patience -> new ConcurrencyLimiter.Permit() {
            @Override
            public CompletableFuture<Void> turn() {
                return turn;
            }

            @Override
            public void close() {}
        };

        assertThat(catchThrowable(() -> provider.chat(ChatRequest.of("hi"))))
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessage("The limiter of provider 'queued' has failed with java.lang.ArithmeticException")
                .hasCauseInstanceOf(ArithmeticException.class);
    }
}
