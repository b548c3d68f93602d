package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A loop over the stream of a provider that lets it read on its own thread keeps all promises of any other loop. */
class OwnThreadStreamTest extends BlockingStreamTest {
    private final List<Thread> readers = new CopyOnWriteArrayList<>();

    @BeforeEach
    void readOnTheThreadOfTheLoop() {
        provider.onCallersThread = true;
    }

    private StreamedProvider.Step read(StreamEvent event) {
        return () -> {
            readers.add(Thread.currentThread());
            return event;
        };
    }

    private void threePieces() {
        provider.streams(read(STARTED), read(text("a")), read(text("b")), read(text("c")), read(FINISHED));
    }

    @Test
    void allIsReadOnTheThreadOfTheLoop() {
        threePieces();
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(pieces.stream()).containsExactly("a", "b", "c");
        }
        assertThat(readers).hasSize(5).containsOnly(Thread.currentThread());
    }

    @Test
    void soItIsThroughARouterAndAnObservedProvider() {
        threePieces();
        Router router = new Router("router").addProvider(provider);
        BaseProvider observed = new ObservedProvider(router, new ToldCalls());
        ChatRequest request = ChatRequest.of("hi");
        try (BlockingStream<StreamEvent> events = BlockingStream.of(observed.chatStream(request))) {
            assertThat(events.stream()).hasSize(5);
        }
        assertThat(readers).hasSize(5).containsOnly(Thread.currentThread());
    }

    @Test
    void nothingIsReadThatTheLoopHasNotAskedFor() {
        threePieces();
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(pieces.next()).isEqualTo("a");
            assertThat(readers).hasSize(2);
        }
    }

    @Test
    void whatSomebodyInBetweenAsksForBesidesIsReadElsewhereAndTheLoopIsNotKeptWaiting() {
        provider.streams(read(STARTED), read(text("a")));
        Flow.Publisher<String> source = provider.generateStream("hi", GenerationParams.defaults());
        try (BlockingStream<String> pieces =
                BlockingStream.of(subscriber -> source.subscribe(new AskingForMore(subscriber)))) {
            assertThat(pieces.next()).isEqualTo("a");
        }
    }

    @Test
    void aLoopThatMustWaitForItsTurnGetsItsPiecesOnItsOwnThread() throws Exception {
        BlockingStream<String> first = holdingTheOnlyTurn();
        try (BlockingStream<String> second = pieces()) {
            threePieces();
            CompletableFuture<Thread> loop = new CompletableFuture<>();
            CompletableFuture<String> piece = CompletableFuture.supplyAsync(() -> {
                loop.complete(Thread.currentThread());
                return second.next();
            });
            Patience.until(this::somebodyWaitsForATurn);

            first.close();

            assertThat(piece.get(30, TimeUnit.SECONDS)).isEqualTo("a");
            assertThat(readers).hasSize(2).containsOnly(loop.join());
            assertThat(second.next()).isEqualTo("b");
        }
    }

    @Test
    void anInterruptEndsTheWaitForATurnAndLeavesTheQueue() throws Exception {
        holdingTheOnlyTurn();
        try (BlockingStream<String> second = pieces()) {
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            Thread loop = new Thread(() -> {
                Throwable seen = catchThrowable(second::hasNext);
                thrown.complete(Thread.interrupted() ? seen : null);
            });
            loop.start();
            Patience.until(this::somebodyWaitsForATurn);

            loop.interrupt();

            assertThat(thrown.get(30, TimeUnit.SECONDS)).isExactlyInstanceOf(ProviderInterruptedException.class);
            assertThat(somebodyWaitsForATurn()).isFalse();
        }
    }

    @Test
    void closingALoopThatWaitsForItsTurnEndsItAndLeavesTheQueue() throws Exception {
        holdingTheOnlyTurn();
        BlockingStream<String> second = pieces();
        CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(second::hasNext);
        Patience.until(this::somebodyWaitsForATurn);

        second.close();

        assertThat(more.get(30, TimeUnit.SECONDS)).isFalse();
        assertThat(somebodyWaitsForATurn()).isFalse();
    }

    @Test
    void theEndOfTheProviderEndsTheWaitForATurn() throws Exception {
        BlockingStream<String> first = holdingTheOnlyTurn();
        BlockingStream<String> second = pieces();
        CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(() -> catchThrowable(second::hasNext));
        Patience.until(this::somebodyWaitsForATurn);

        provider.close();

        assertThat(thrown.get(30, TimeUnit.SECONDS))
                .isInstanceOfAny(IllegalStateException.class, ProviderUnavailableException.class);
        assertThat(catchThrowable(first::hasNext)).isExactlyInstanceOf(ProviderUnavailableException.class);
    }

    private BlockingStream<String> holdingTheOnlyTurn() {
        provider.limiter = ConcurrencyLimiter.fair(1, 1, "the test");
        provider.streams(gives(STARTED), gives(text("first")));
        BlockingStream<String> first = pieces();
        assertThat(first.next()).isEqualTo("first");
        return first;
    }

    private boolean somebodyWaitsForATurn() {
        return provider.limiter.toString().contains("1 wait");
    }

    @Test
    void whoIsInterruptedAlreadyLeavesAtOnce() {
        provider.streams(gives(STARTED));
        BlockingStream<String> pieces = pieces();
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(pieces::hasNext);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown)
                .isInstanceOfSatisfying(ProviderInterruptedException.class, e -> {
                    assertThat(e.attempts()).isZero();
                    assertThat(e.provider()).isEqualTo("streamed");
                })
                .hasMessage("Provider 'streamed': interrupted while waiting for the next piece of a stream");
        assertThat(provider.opened).hasValue(0);
    }

    @Test
    void anInterruptAfterAFewPiecesTellsWhatHadCome() throws Exception {
        provider.streams(gives(STARTED), gives(text("a")), gives(text("b")));
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<ProviderInterruptedException> thrown = new CompletableFuture<>();
        Thread loop = new Thread(() -> {
            BlockingStream<String> pieces = pieces();
            thrown.complete(catchThrowableOfType(
                    ProviderInterruptedException.class, () -> pieces.forEachRemaining(piece -> {})));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        loop.start();
        provider.blocked.await();

        loop.interrupt();

        assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.join().partialResponse()).map(ChatResponse::text).hasValue("ab");
    }

    @Test
    void aSilenceThatIsTooLongEndsTheLoopAndLeavesTheFlagAlone() {
        provider.idle = Duration.ofMillis(50);
        provider.streams(gives(STARTED), gives(text("a")));
        endsWith(ProviderTimeoutException.class, pieces -> {});
    }

    @Test
    void theEndOfItsTimeEndsTheLoopAndLeavesTheFlagAlone() {
        provider.whole = Duration.ofMillis(50);
        provider.streams(gives(STARTED), gives(text("a")));
        endsWith(ProviderTimeoutException.class, pieces -> {});
    }

    @Test
    void theEndOfTheProviderEndsTheLoopAndLeavesTheFlagAlone() {
        provider.streams(gives(STARTED), gives(text("a")));
        Thread closer = new Thread(() -> {
            try {
                provider.blocked.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            provider.close();
        });
        endsWith(ProviderUnavailableException.class, pieces -> closer.start());
    }

    private void endsWith(Class<? extends ProviderException> type, Consumer<BlockingStream<String>> meanwhile) {
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(pieces.next()).isEqualTo("a");
            meanwhile.accept(pieces);

            assertThat(catchThrowable(pieces::hasNext)).isExactlyInstanceOf(type);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void aForgottenLoopGivesItsTurnBackWhenItsTimeIsOver() throws Exception {
        provider.limiter = ConcurrencyLimiter.fair(1, 1, "the test");
        provider.whole = Duration.ofMillis(50);
        CountDownLatch ended = new CountDownLatch(1);
        provider.streams(gives(STARTED), gives(text("a")));
        BlockingStream<String> forgotten = pieces();
        assertThat(forgotten.next()).isEqualTo("a");
        threePieces();
        Thread other = new Thread(() -> {
            try (BlockingStream<String> pieces = pieces()) {
                pieces.next();
                ended.countDown();
            }
        });
        other.start();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(catchThrowable(forgotten::hasNext)).isExactlyInstanceOf(ProviderTimeoutException.class);
    }

    /** Asks for two in place of one. */
    private record AskingForMore(Flow.Subscriber<? super String> target) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            target.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscription.request(n + 1);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onNext(String piece) {
            target.onNext(piece);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
