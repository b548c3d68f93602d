package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.fails;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Any provider can tell an observer of its calls, and is otherwise as it was. */
@Timeout(30)
class ObservedProviderTest {
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();
    private static final ChatRequest HI = ChatRequest.of("hi");

    private final ToldCalls told = new ToldCalls();
    private final StubProvider stub = new StubProvider("a");
    private final BaseProvider observed = new ObservedProvider(stub, told);
    private final StreamedProvider streamed = new StreamedProvider();
    private final List<ChatResponse> answers = new ArrayList<>();
    private final CallMetrics metrics = new CallMetrics("streamed");
    private final BaseProvider observedStreams =
            new ObservedProvider(streamed, told.and(metrics).and(call -> new CallObservation() {
                @Override
                public void answered(ChatResponse answer) {
                    answers.add(answer);
                }
            }));

    private RecordingSubscriber subscribe(Flow.Publisher<String> stream, long first) {
        RecordingSubscriber subscriber = new RecordingSubscriber(first);
        stream.subscribe(subscriber);
        return subscriber;
    }

    @Test
    void aBlockingCallIsTold() {
        assertThat(observed.chat(HI).text()).isEqualTo("from a");
        assertThat(observed.generate("hi")).isEqualTo("from a");

        assertThat(told.lines).containsExactly("begin", "answered from a", "begin", "answered from a");
        assertThat(told.calls.get(0)).isEqualTo(new CallInfo(stub.info(), HI, false));
    }

    @Test
    void aFailureIsToldAndStaysItself() {
        ProviderException failure = StubProvider.failure("a");
        stub.failsWith(failure);
        assertThat(catchThrowable(() -> observed.chat(HI))).isSameAs(failure);
        stub.failsWith(new ProviderInterruptedException("enough", Failure.of("a")));
        catchThrowable(() -> observed.chat(HI));

        assertThat(told.lines).containsExactly("begin", "failed ProviderUnavailableException", "begin", "cancelled");
    }

    @Test
    void anErrorIsToldToo() {
        StackOverflowError error = new StackOverflowError();
        stub.chat = request -> {
            throw error;
        };
        assertThat(catchThrowable(() -> observed.chat(HI))).isSameAs(error);
        assertThat(told.lines).containsExactly("begin", "failed StackOverflowError");
    }

    /** A provider whose asynchronous calls a test ends. */
    private static final class Promised implements BaseProvider {
        CompletionStage<ChatResponse> stage = new CompletableFuture<>();

        @Override
        public ProviderInfo info() {
            return new ProviderInfo("promised", "m", Set.of());
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            throw new AssertionError("A thread would have been blocked");
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return stage;
        }

        @Override
        public boolean healthCheck() {
            return true;
        }

        @Override
        public void close() {}
    }

    private final Promised promised = new Promised();
    private final CompletableFuture<ChatResponse> source = promised.stage.toCompletableFuture();
    private final BaseProvider observedLater = new ObservedProvider(promised, told);

    private CompletableFuture<ChatResponse> ask() {
        return observedLater.chatAsync(HI).toCompletableFuture();
    }

    @Test
    void anAsynchronousCallIsToldBeforeItsCallerHearsOfItsEnd() {
        List<String> order = new ArrayList<>();
        CompletableFuture<ChatResponse> call = ask();
        call.whenComplete((answer, failure) -> order.addAll(told.lines));
        assertThat(told.lines).containsExactly("begin");

        source.complete(ChatResponse.of("x", "promised", "m"));

        assertThat(order).containsExactly("begin", "answered x");
        assertThat(call.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("x");
    }

    @Test
    void anAsynchronousFailureIsToldAndStaysItself() {
        ProviderException failure = StubProvider.failure("a");
        promised.stage = source.thenApply(answer -> answer);
        CompletableFuture<ChatResponse> call = ask();
        source.completeExceptionally(failure);

        assertThat(told.lines).containsExactly("begin", "failed ProviderUnavailableException");
        assertThat(catchThrowable(call::get).getCause()).isSameAs(failure);
    }

    @Test
    void cancellingAStageCancelsTheCallAndIsTold() {
        CompletableFuture<String> mapped = ask().thenApply(ChatResponse::text);
        mapped.cancel(true);

        assertThat(source).isCancelled();
        assertThat(told.lines).containsExactly("begin", "cancelled");
    }

    @Test
    void aTimeoutOfTheCallersOwnEndsTheCallToo() {
        CompletableFuture<ChatResponse> call = ask();
        call.completeExceptionally(new TimeoutException());

        assertThat(source).isCancelled();
        assertThat(told.lines).containsExactly("begin", "cancelled");
    }

    @Test
    void aStageThatCannotBeCancelledIsToldAsCancelledAllTheSame() {
        promised.stage = source.minimalCompletionStage();
        CompletableFuture<ChatResponse> call = ask();
        call.cancel(true);
        source.complete(ChatResponse.of("late", "promised", "m"));

        assertThat(told.lines).containsExactly("begin", "cancelled");
    }

    @Test
    void aProviderThatGivesNoStageFailsAtOnce() {
        promised.stage = null;
        assertThat(catchThrowable(this::ask)).isInstanceOf(NullPointerException.class);
        assertThat(told.lines).containsExactly("begin", "failed NullPointerException");
    }

    @Test
    void cancellingReachesTheThreadOfARealProvider() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ScriptedProvider real = new ScriptedProvider().answers(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            throw new ProviderInterruptedException("enough", Failure.of("scripted"));
        });
        CompletableFuture<ChatResponse> call =
                new ObservedProvider(real, told).chatAsync(HI).toCompletableFuture();
        running.await();
        call.cancel(true);

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.lines).containsExactly("begin", "cancelled");
        real.close();
    }

    @Test
    void aStreamOfTextsIsToldWithItsWholeAnswerAndItsTokens() throws InterruptedException {
        streamed.streams(
                gives(STARTED),
                gives(new StreamEvent.Reasoning("hm")),
                gives(text("one ")),
                gives(text("two")),
                gives(FINISHED));

        RecordingSubscriber subscriber = subscribe(observedStreams.generateStream("hi", DEFAULTS), Long.MAX_VALUE);

        assertThat(subscriber.awaitEnd().signals()).containsExactly("one ", "two", "<complete>");
        assertThat(told.lines).containsExactly("begin", "first piece", "answered one two");
        assertThat(told.calls.get(0).streamed()).isTrue();
        assertThat(answers.get(0).usage()).isEqualTo(new Usage(1, 2, 3, 0));
        assertThat(answers.get(0).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(metrics.snapshot().latency().firstPiece()).isNotNull();
    }

    @Test
    void aStreamThatEndsAtAStopSequenceIsToldWithItsText() throws InterruptedException {
        streamed.streams(gives(STARTED), gives(text("one ")), gives(text("two STOP")), gives(text("three")));
        GenerationParams stop = GenerationParams.builder().stop("STOP").build();

        RecordingSubscriber subscriber = subscribe(observedStreams.generateStream("hi", stop), Long.MAX_VALUE);

        assertThat(subscriber.awaitEnd().signals()).containsExactly("one ", "two ", "<complete>");
        assertThat(told.lines).containsExactly("begin", "first piece", "answered one two ");
        assertThat(answers.get(0).usage()).isNull();
        assertThat(answers.get(0).provider()).isEqualTo("streamed");
        assertThat(answers.get(0).finishReason()).isEqualTo(FinishReason.OTHER);
    }

    @Test
    void onlySoManyTextsAreReadAsAreAskedFor() throws InterruptedException {
        CountDownLatch two = new CountDownLatch(1);
        streamed.streams(gives(STARTED), gives(text("one ")), gives(text("two ")), () -> {
            two.countDown();
            return text("three");
        });
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        RecordingSubscriber subscriber =
                new RecordingSubscriber(1).onPiece(piece -> (first.isDone() ? second : first).complete(piece));
        observedStreams.generateStream("hi", DEFAULTS).subscribe(subscriber);
        assertThat(first.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("one ");
        subscriber.subscription().request(1);
        assertThat(second.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo("two ");

        assertThat(two.getCount()).as("the third one is not read").isOne();
        subscriber.subscription().cancel();
        Patience.until(() -> told.lines.contains("cancelled"));
        assertThat(subscriber.signals()).containsExactly("one ", "two ");
    }

    @Test
    void aStreamThatFailsIsToldOnce() throws InterruptedException {
        streamed.streams(gives(STARTED), gives(text("one ")), fails(StreamedProvider.failure(false)));

        RecordingSubscriber subscriber = subscribe(observedStreams.generateStream("hi", DEFAULTS), Long.MAX_VALUE);

        assertThat(subscriber.awaitFailure()).isInstanceOf(ProviderUnavailableException.class);
        subscriber.subscription().cancel();
        assertThat(told.lines).containsExactly("begin", "first piece", "failed ProviderUnavailableException");
    }

    @Test
    void aStreamOfEventsGoesThroughAsItIs() throws InterruptedException {
        streamed.streams(gives(STARTED), gives(text("one ")), gives(text("two")), gives(FINISHED));
        List<StreamEvent> events = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        observedStreams.chatStream(HI).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamEvent event) {
                events.add(event);
            }

            @Override
            public void onError(Throwable failure) {
                end.countDown();
            }

            @Override
            public void onComplete() {
                end.countDown();
            }
        });
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(events).hasSize(4).startsWith(STARTED, text("one "), text("two"));
        assertThat(told.lines).containsExactly("begin", "first piece", "answered one two");
    }

    @Test
    void aProviderWithoutStreamingGivesItsAnswerAsOnePieceEvenIfItIsEmpty() throws InterruptedException {
        StubProvider whole = new StubProvider("whole", EnumSet.noneOf(Capability.class), null);
        BaseProvider observedWhole = new ObservedProvider(whole, told);
        assertThat(subscribe(observedWhole.generateStream("hi", DEFAULTS), 9)
                        .awaitEnd()
                        .signals())
                .containsExactly("from whole", "<complete>");

        whole.chat = request -> ChatResponse.of("", "whole", "m");
        assertThat(subscribe(observedWhole.generateStream("hi", DEFAULTS), 9)
                        .awaitEnd()
                        .signals())
                .containsExactly("", "<complete>");
        assertThat(told.lines)
                .containsExactly("begin", "first piece", "answered from whole", "begin", "first piece", "answered ");
    }

    @Test
    void aStreamThatNobodyReadsIsNoCall() {
        RecordingSubscriber subscriber = subscribe(observed.generateStream("hi", DEFAULTS), 0);
        subscriber.subscription().cancel();
        assertThat(told.lines).isEmpty();

        streamed.close();
        subscribe(observedStreams.generateStream("hi", DEFAULTS), 0);
        assertThat(told.lines).isEmpty();
    }

    @Test
    void anIllegalDemandIsNoFailureOfTheProvider() throws InterruptedException {
        RecordingSubscriber subscriber = subscribe(observed.generateStream("hi", DEFAULTS), -1);
        assertThat(subscriber.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(told.lines).isEmpty();

        streamed.streams(gives(STARTED), gives(text("one ")));
        RecordingSubscriber later = new RecordingSubscriber(1);
        later.onPiece(piece -> later.subscription().request(0));
        observedStreams.generateStream("hi", DEFAULTS).subscribe(later);
        assertThat(later.awaitFailure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(told.lines).containsExactly("begin", "first piece", "cancelled");
    }

    @Test
    void aSubscriberThatThrowsHasGivenUp() {
        streamed.streams(gives(STARTED), gives(text("one ")), gives(FINISHED));
        RecordingSubscriber subscriber = new RecordingSubscriber(9).onPiece(piece -> {
            throw new IllegalStateException("a broken subscriber");
        });
        observedStreams.generateStream("hi", DEFAULTS).subscribe(subscriber);

        Patience.until(() -> told.lines.contains("cancelled"));
        assertThat(told.lines).containsExactly("begin", "first piece", "cancelled");
        assertThat(metrics.snapshot().calls().inFlight()).isZero();
    }

    @Test
    void theFirstPieceOfEventsMustComeWithinTheTimeoutToo() {
        StreamedProvider silent = new StreamedProvider(task -> new Thread(task).start(), Duration.ofSeconds(1));
        silent.streams(gives(STARTED));
        BaseProvider observedSilent = new ObservedProvider(silent, told);

        RecordingSubscriber subscriber = subscribe(observedSilent.generateStream("hi", DEFAULTS), 9);

        assertThat(catchThrowable(() -> {
                    throw subscriber.awaitFailure();
                }))
                .isInstanceOf(ProviderTimeoutException.class);
        assertThat(told.lines).containsExactly("begin", "failed ProviderTimeoutException");
        silent.close();
    }

    @Test
    void everythingElseIsThatOfTheProvider() {
        ScriptedProvider real = new ScriptedProvider();
        ObservedProvider same = new ObservedProvider(real, told);

        assertThat(same.provider()).isSameAs(real);
        assertThat(same.info()).isSameAs(real.info());
        assertThat(same.countTokens(List.of("abc"))).isEqualTo(real.countTokens(List.of("abc")));
        assertThat(same.models()).isEqualTo(real.models());
        assertThat(same.healthCheck()).isTrue();
        assertThat(same).hasToString("ObservedProvider[scripted]");
        same.close();
        assertThat(real.isClosed()).isTrue();
        assertThat(told.lines).isEmpty();
    }

    @Test
    void withNobodyToTellItCostsNothing() throws InterruptedException {
        BaseProvider unseen = new ObservedProvider(stub, CallObserver.none());
        stub.stream = subscriber -> {};

        assertThat(unseen.generate("hi")).isEqualTo("from a");
        assertThat(unseen.chatAsync(HI)
                        .toCompletableFuture()
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .text())
                .isEqualTo("from a");
        assertThat(unseen.generateStream("hi", DEFAULTS)).isSameAs(stub.stream);
    }

    @Test
    void nullsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ObservedProvider(null, told))
                .withMessage("provider must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new ObservedProvider(stub, null))
                .withMessage("observer must not be null");
        assertThatNullPointerException().isThrownBy(() -> observed.chat(null)).withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> observed.chatAsync(null))
                .withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> observed.chatStream(null))
                .withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> observed.generateStream(null, DEFAULTS))
                .withMessage("prompt must not be null");
        assertThat(told.lines).isEmpty();
    }
}
