package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.ends;
import static io.github.llmbeans.StreamedProvider.fails;
import static io.github.llmbeans.StreamedProvider.failure;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of one streamed call: its beginning with repeats, and its ends. */
@Timeout(60)
class StreamCallTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();
    private static final Duration SHORT = Duration.ofMillis(100);

    private final LogCapture log = new LogCapture();
    private final StreamedProvider provider = new StreamedProvider();

    @AfterEach
    void close() {
        provider.close();
        log.close();
    }

    private List<StreamEvent> events(ChatRequest request) {
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(request))) {
            return stream.stream().toList();
        }
    }

    private String texts(GenerationParams params) {
        try (BlockingStream<String> stream = BlockingStream.of(provider.generateStream("hi", params))) {
            return String.join("", stream.stream().toList());
        }
    }

    private <T extends ProviderException> T failsWith(Class<T> type, ChatRequest request, int pieces) {
        List<StreamEvent> seen = new ArrayList<>();
        T failure = catchThrowableOfType(type, () -> {
            try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(request))) {
                stream.forEachRemaining(seen::add);
            }
        });
        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(seen).hasSize(pieces);
        assertThat(log.lines(Level.SEVERE)).hasSize(1);
        return failure;
    }

    @Test
    void theLastEventHoldsTheWholeAnswer() {
        provider.streams(
                gives(STARTED),
                gives(new StreamEvent.Reasoning("think ")),
                gives(text("Hello ")),
                gives(new StreamEvent.Reasoning("more")),
                gives(text("world")),
                gives(FINISHED));

        List<StreamEvent> events = events(ChatRequest.of("hi"));

        assertThat(events).hasSize(6).startsWith(STARTED);
        ChatResponse answer = ((StreamEvent.Finished) events.get(5)).response();
        assertThat(answer.text()).isEqualTo("Hello world");
        assertThat(answer.reasoning()).isEqualTo("think more");
        assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 0));
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void anAttemptThatFailsBeforeTheFirstEventIsRepeated() {
        provider.failsToOpen(failure(true)).streams(fails(failure(true))).streams(gives(STARTED), gives(FINISHED));

        assertThat(events(ChatRequest.of("hi"))).hasSize(2);
        assertThat(provider.opened).hasValue(3);
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void aStreamThatEndsBeforeItsFirstEventIsRepeated() {
        provider.streams(ends()).streams(gives(STARTED), gives(FINISHED));

        assertThat(events(ChatRequest.of("hi"))).hasSize(2);
        assertThat(provider.closed).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void repeatsEndWithTheLastFailureAndItsNumberOfAttempts() {
        provider.failsToOpen(failure(true)).failsToOpen(failure(true)).failsToOpen(failure(true));

        ProviderException e = failsWith(ProviderUnavailableException.class, ChatRequest.of("hi"), 0);

        assertThat(e.attempts()).isEqualTo(3);
        assertThat(e.partialResponse()).isEmpty();
    }

    @Test
    void afterTheFirstEventNothingIsRepeatedAndTheFailureCarriesWhatCame() {
        ProviderException failure = failure(true);
        provider.streams(gives(STARTED), gives(text("Hel")), gives(text("lo")), fails(failure));

        ProviderException e = failsWith(ProviderUnavailableException.class, ChatRequest.of("hi"), 3);

        assertThat(e).isSameAs(failure);
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(e.partialResponse()).hasValueSatisfying(partial -> {
            assertThat(partial.text()).isEqualTo("Hello");
            assertThat(partial.requestId()).isEqualTo("request-1");
            assertThat(partial.sessionId()).isEqualTo("session-1");
        });
        assertThat(provider.opened).hasValue(1);
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void aStreamThatStopsWithoutFinishingIsAFailureWithWhatCame() {
        provider.streams(gives(STARTED), gives(text("half")), ends());

        ProviderException e = failsWith(ProviderUnavailableException.class, ChatRequest.of("hi"), 2);

        assertThat(e).hasMessageContaining("ended before the answer did");
        assertThat(e.partialResponse()).map(ChatResponse::text).contains("half");
    }

    @Test
    void aSilentStreamIsGivenUpAfterTheIdleTimeout() {
        provider.idle = SHORT;
        provider.streams(gives(STARTED), gives(text("half")));

        ProviderException e = failsWith(ProviderTimeoutException.class, ChatRequest.of("hi"), 2);

        assertThat(e).hasMessageContaining("sent nothing for 0.1 s");
        assertThat(e.partialResponse()).map(ChatResponse::text).contains("half");
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void theRequestsTimeoutIsTheDeadlineOfTheWholeStream() {
        provider.streams(gives(STARTED), gives(text("half")));

        ProviderException e = failsWith(
                ProviderTimeoutException.class,
                ChatRequest.builder().user("hi").timeout(Duration.ofMillis(500)).build(),
                2);

        assertThat(e).hasMessageContaining("had not ended its stream within");
        assertThat(e.partialResponse()).map(ChatResponse::text).contains("half");
    }

    @Test
    void aStreamWithoutATimeoutOfItsOwnHasThatOfTheProvider() {
        provider.whole = SHORT;
        provider.streams(gives(STARTED), gives(text("half")));

        assertThat(failsWith(ProviderTimeoutException.class, ChatRequest.of("hi"), 2))
                .hasMessageContaining("had not ended its stream within");
    }

    @Test
    void silenceBeforeTheFirstEventIsEndedByTheRequestsTimeout() {
        provider.streams();

        ProviderException e = failsWith(
                ProviderTimeoutException.class,
                ChatRequest.builder().user("hi").timeout(SHORT).build(),
                0);

        assertThat(e.partialResponse()).isEmpty();
        assertThat(provider.opened).hasValue(1);
    }

    @Test
    void aStreamOfTextThatBeginsAndSendsNoPieceEndsAtTheProvidersTimeout() {
        try (StreamedProvider hasty = new StreamedProvider(AsyncCalls.threadPerCall(), Duration.ofSeconds(1))) {
            hasty.streams(gives(STARTED));
            long start = System.nanoTime();

            ProviderTimeoutException e = catchThrowableOfType(ProviderTimeoutException.class, () -> {
                try (BlockingStream<String> stream = BlockingStream.of(hasty.generateStream("hi", DEFAULTS))) {
                    stream.next();
                }
            });

            assertThat(e).hasMessageContaining("had not begun its answer within 1 s");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(998));
        }
    }

    @Test
    void aStreamWhoseWholeTimeIsShorterThanThatOfItsFirstPieceSaysWhichHasPassed() {
        provider.whole = SHORT;
        provider.streams(gives(STARTED));

        assertThat(failsWith(ProviderTimeoutException.class, ChatRequest.of("hi"), 1))
                .hasMessageContaining("had not begun its answer within 0.1 s");
    }

    @Test
    void onceAPieceHasComeAStreamOfTextHasItsWholeTime() {
        try (StreamedProvider hasty = new StreamedProvider(AsyncCalls.threadPerCall(), Duration.ofSeconds(1))) {
            CountDownLatch longAfter = new CountDownLatch(1);
            hasty.lookout()
                    .watch(longAfter::countDown)
                    .start(Duration.ofMillis(1_200).toNanos());
            hasty.streams(
                    gives(STARTED),
                    gives(text("a")),
                    () -> {
                        assertThatCode(longAfter::await).doesNotThrowAnyException();
                        return text("b");
                    },
                    gives(FINISHED));

            try (BlockingStream<String> stream = BlockingStream.of(hasty.generateStream("hi", DEFAULTS))) {
                assertThat(stream.stream()).containsExactly("a", "b");
            }
        }
    }

    @Test
    void aSubscriberWithoutDemandIsNotWatched() throws InterruptedException {
        provider.idle = SHORT;
        provider.streams(gives(STARTED), gives(text("a")), gives(FINISHED));
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(provider.chatStream(ChatRequest.of("hi")))) {
            stream.next();
            CountDownLatch longAfter = new CountDownLatch(1);
            provider.lookout()
                    .watch(longAfter::countDown)
                    .start(SHORT.multipliedBy(3).toNanos());
            longAfter.await();

            assertThat(stream.next()).isEqualTo(text("a"));
        }
    }

    @Test
    void cancellingABlockedStreamClosesItAndIsNoFailure() throws InterruptedException {
        List<Thread> readers = new CopyOnWriteArrayList<>();
        provider.streams(
                () -> {
                    readers.add(Thread.currentThread());
                    return STARTED;
                },
                gives(text("a")));
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);
        provider.blocked.await();

        subscriber.subscription().cancel();

        readers.get(0).join();
        assertThat(provider.closed).hasPositiveValue();
        assertThat(subscriber.signals()).containsExactly("a");
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void closingTheProviderEndsAStreamThatIsBeingRead() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("a")));
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);
        provider.blocked.await();

        provider.close();

        assertClosed(subscriber.awaitFailure());
        assertThat(log.lines(Level.SEVERE)).hasSize(1);
    }

    @Test
    void closingTheProviderEndsAStreamThatNobodyIsReadingWithWhatCame() throws InterruptedException {
        provider.streams(gives(STARTED), gives(text("a")));
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        RecordingSubscriber subscriber =
                new RecordingSubscriber(1).onPiece(piece -> reader.complete(Thread.currentThread()));
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);
        reader.join().join();

        provider.close();

        assertClosed(subscriber.awaitFailure());
        assertThat(provider.closed).hasPositiveValue();
        assertThat(log.lines(Level.SEVERE)).hasSize(1);
    }

    private static void assertClosed(Throwable failure) {
        assertThat(failure)
                .isExactlyInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("was closed during the stream");
        assertThat(((ProviderException) failure).partialResponse())
                .map(ChatResponse::text)
                .contains("a");
    }

    @Test
    void aClosedProviderTurnsSubscribersAwayWithoutDemand() throws InterruptedException {
        provider.close();
        RecordingSubscriber subscriber = new RecordingSubscriber(0);
        provider.generateStream("hi", DEFAULTS).subscribe(subscriber);

        assertThat(subscriber.awaitFailure()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(provider.opened).hasValue(0);
    }

    @Test
    void aRequestThatIsRefusedOpensNothing() {
        Throwable e = catchThrowable(
                () -> texts(GenerationParams.builder().temperature(0.5).build()));

        assertThat(e).isExactlyInstanceOf(UnsupportedCapabilityException.class);
        assertThat(((ProviderException) e).attempts()).isZero();
        assertThat(provider.opened).hasValue(0);
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void aStopSequenceAcrossPiecesEndsTheTextOfAnEventStreamAndKeepsTheUsage() {
        provider.streams(
                gives(STARTED), gives(text("one E")), gives(text("ND two")), gives(text("more")), gives(FINISHED));

        List<StreamEvent> events = events(
                ChatRequest.of("hi", GenerationParams.builder().stop("END").build()));

        assertThat(events.subList(0, 2)).containsExactly(STARTED, text("one "));
        ChatResponse answer = ((StreamEvent.Finished) events.get(events.size() - 1)).response();
        assertThat(answer.text()).isEqualTo("one ");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 0));
    }

    @Test
    void aFailureAfterTheStopSequenceIsNone() {
        provider.streams(gives(STARTED), gives(text("one END")), fails(failure(true)));

        List<StreamEvent> events = events(
                ChatRequest.of("hi", GenerationParams.builder().stop("END").build()));

        assertThat(((StreamEvent.Finished) events.get(events.size() - 1))
                        .response()
                        .text())
                .isEqualTo("one ");
        assertThat(log.lines(Level.SEVERE)).isEmpty();
    }

    @Test
    void theTextEndsAtOnceWithAStopSequenceAndClosesTheStream() {
        provider.streams(gives(STARTED), gives(text("one END two")));

        assertThat(texts(GenerationParams.builder().stop("END").build())).isEqualTo("one ");
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void theTextEndsAtOnceAlsoWithAStopSequenceInAPieceOfItsOwn() {
        provider.streams(gives(STARTED), gives(text("one ")), gives(text("END")));

        assertThat(texts(GenerationParams.builder().stop("END").build())).isEqualTo("one ");
        assertThat(provider.closed).hasPositiveValue();
    }

    @Test
    void noThreadIsLeftInterruptedByAnEnding() throws InterruptedException {
        List<Runnable> tasks = new CopyOnWriteArrayList<>();
        try (StreamedProvider manual = new StreamedProvider(tasks::add)) {
            manual.idle = SHORT;
            manual.streams(gives(STARTED), gives(text("half")));
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
            manual.generateStream("hi", DEFAULTS).subscribe(subscriber);
            tasks.get(0).run();

            assertThat(subscriber.awaitFailure()).isExactlyInstanceOf(ProviderTimeoutException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
