package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.fails;
import static io.github.llmbeans.StreamedProvider.failure;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream as a loop. */
@Timeout(60)
class BlockingStreamTest {
    final StreamedProvider provider = new StreamedProvider();

    @AfterEach
    void close() {
        provider.close();
    }

    BlockingStream<String> pieces() {
        return BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()));
    }

    @Test
    void aLoopSeesThePiecesInOrder() {
        provider.streams(gives(STARTED), gives(text("a")), gives(text("b")), gives(FINISHED));
        List<String> seen = new ArrayList<>();
        try (BlockingStream<String> pieces = pieces()) {
            for (String piece : pieces) {
                seen.add(piece);
            }
            assertThat(pieces.hasNext()).isFalse();
            assertThatThrownBy(pieces::next).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(seen).containsExactly("a", "b");
    }

    @Test
    void theCallBeginsWithTheLoop() {
        provider.streams(gives(STARTED), gives(FINISHED));
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(provider.opened).hasValue(0);
            assertThat(pieces.hasNext()).isFalse();
            assertThat(provider.opened).hasValue(1);
        }
    }

    @Test
    void askingTwiceWhetherThereIsMoreSkipsNothing() {
        provider.streams(gives(STARTED), gives(text("a")), gives(FINISHED));
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(pieces.hasNext()).isTrue();
            assertThat(pieces.hasNext()).isTrue();
            assertThat(pieces.next()).isEqualTo("a");
            assertThat(pieces.hasNext()).isFalse();
        }
    }

    @Test
    void theStreamViewIsLazyAndClosesTheCall() {
        provider.streams(gives(STARTED), gives(text("a")), gives(text("b")));
        try (Stream<String> stream = pieces().stream()) {
            assertThat(stream.limit(2).toList()).containsExactly("a", "b");
            assertThat(provider.closed).hasValue(0);
        }
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void aFailureIsTheOneOfTheStream() {
        ProviderException failure = failure(false);
        provider.streams(gives(STARTED), gives(text("a")), fails(failure));
        try (BlockingStream<String> pieces = pieces()) {
            assertThat(pieces.next()).isEqualTo("a");
            assertThat(catchThrowable(pieces::hasNext)).isSameAs(failure);
        }
    }

    @Test
    void closingHalfWayEndsTheStreamAndTheLoop() throws InterruptedException {
        AtomicReference<Thread> reader = new AtomicReference<>();
        provider.streams(
                () -> {
                    reader.set(Thread.currentThread());
                    return STARTED;
                },
                gives(text("a")));
        BlockingStream<String> pieces = pieces();
        assertThat(pieces.next()).isEqualTo("a");

        pieces.close();
        pieces.close();

        assertThat(provider.closed).hasPositiveValue();
        assertThat(pieces.hasNext()).isFalse();
        if (reader.get() != Thread.currentThread()) {
            reader.get().join();
        }
    }

    @Test
    void closingByAnotherThreadWakesABlockedLoop() throws Exception {
        provider.streams(gives(STARTED));
        BlockingStream<String> pieces = pieces();
        CompletableFuture<Boolean> loop = CompletableFuture.supplyAsync(pieces::hasNext);
        provider.blocked.await();

        pieces.close();

        assertThat(loop.get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void anInterruptLeavesWithTheFlagSetAndCancelsTheCall() throws Exception {
        provider.streams(gives(STARTED));
        BlockingStream<String> pieces = pieces();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread loop = new Thread(() -> {
            thrown.set(catchThrowable(pieces::hasNext));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        loop.start();
        provider.blocked.await();

        loop.interrupt();

        assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.get()).isExactlyInstanceOf(ProviderInterruptedException.class);
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void aLoopThatIsClosedWhileItsSilenceIsFoundTooLongGivesItsTurnBack() {
        provider.limiter = ConcurrencyLimiter.fair(1, 1, "a test");
        provider.idle = Duration.ofMillis(20);
        AtomicReference<BlockingStream<String>> loop = new AtomicReference<>();
        provider.streams(gives(STARTED), gives(text("a")), () -> {
            Patience.until(() -> provider.closed.get() > 0);
            loop.get().close();
            return text("just in time");
        });
        loop.set(pieces());
        assertThat(loop.get().next()).isEqualTo("a");

        assertThat(loop.get().hasNext()).isFalse();

        ConcurrencyLimiter.Permit next = provider.limiter.acquire(Duration.ZERO);
        assertThat(next.turn().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void whoIsInterruptedStillSeesTheEndThatHasCome() {
        provider.streams(gives(STARTED), gives(text("a")), gives(FINISHED));
        BlockingStream<String> pieces = pieces();
        pieces.forEachRemaining(piece -> {});
        BlockingStream<String> closed = pieces();
        closed.close();
        Thread.currentThread().interrupt();

        assertThat(pieces.hasNext()).isFalse();
        assertThat(closed.hasNext()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPublisherThatTellsOfItsSubscriptionLaterIsReadToo() throws Exception {
        Late publisher = new Late();
        CountDownLatch asked = new CountDownLatch(1);
        BlockingStream<String> pieces = BlockingStream.of(publisher);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        CompletableFuture<String> loop = CompletableFuture.supplyAsync(() -> {
            waiting.set(Thread.currentThread());
            return pieces.next();
        });
        while (waiting.get() == null || waiting.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        publisher.subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                asked.countDown();
            }

            @Override
            public void cancel() {}
        });

        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        publisher.subscriber.onNext("late");
        assertThat(loop.get(30, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void afterClosingNeitherAPieceNorAFailureThatComesLateIsTold() {
        Late publisher = new Late();
        BlockingStream<String> late = BlockingStream.of(publisher);
        late.close();
        publisher.subscriber.onNext("late");
        assertThat(late.hasNext()).isFalse();

        BlockingStream<String> failed = BlockingStream.of(publisher);
        failed.close();
        publisher.subscriber.onError(failure(false));
        assertThat(failed.hasNext()).isFalse();
    }

    @Test
    void anyPublisherWillDo() throws Exception {
        SubmissionPublisher<Integer> numbers = new SubmissionPublisher<>();
        BlockingStream<Integer> stream = BlockingStream.of(numbers);
        numbers.submit(1);
        numbers.submit(2);
        numbers.close();

        assertThat(stream.stream()).containsExactly(1, 2);
        assertThatNullPointerException().isThrownBy(() -> BlockingStream.of(null));
    }

    /** Leaves all signals to the test. */
    private static final class Late implements Flow.Publisher<String> {
        volatile Flow.Subscriber<? super String> subscriber;

        @Override
        public void subscribe(Flow.Subscriber<? super String> given) {
            subscriber = given;
        }
    }
}
