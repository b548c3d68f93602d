package io.github.llmbeans;

import static io.github.llmbeans.StreamedProvider.FINISHED;
import static io.github.llmbeans.StreamedProvider.STARTED;
import static io.github.llmbeans.StreamedProvider.fails;
import static io.github.llmbeans.StreamedProvider.gives;
import static io.github.llmbeans.StreamedProvider.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamObserverTest {
    private final ToldCalls told = new ToldCalls();
    private final StreamedProvider provider = new StreamedProvider();

    StreamObserverTest() {
        provider.observer = told;
    }

    @Test
    void aStreamIsToldFromItsFirstRequestToItsWholeAnswer() {
        provider.failsToOpen(new ProviderUnavailableException(
                        "down", Failure.of("streamed").withRetryable(true)))
                .streams(gives(STARTED), gives(text("a")), gives(text("b")), gives(FINISHED));

        read();

        assertThat(told.lines)
                .containsExactly(
                        "begin",
                        "attempt 1",
                        "attempt failed ProviderUnavailableException",
                        "attempt over",
                        "attempt 2",
                        "attempt over",
                        "first piece",
                        "answered ab");
        assertThat(told.calls.get(0).streamed()).isTrue();
    }

    @Test
    void theAnswerOfAStreamIsToldWithItsTokensAndItsFinishReason() {
        List<ChatResponse> answers = new CopyOnWriteArrayList<>();
        provider.observer = call -> new CallObservation() {
            @Override
            public void answered(ChatResponse answer) {
                answers.add(answer);
            }
        };
        provider.streams(gives(STARTED), gives(text("a")), gives(FINISHED));

        read();

        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.text()).isEqualTo("a");
            assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 0));
            assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        });
    }

    @Test
    void aStreamThatBreaksOffIsAFailedCall() {
        provider.streams(
                gives(STARTED),
                gives(text("a")),
                fails(new ProviderUnavailableException("down", Failure.of("streamed"))));

        catchThrowable(this::read);

        assertThat(told.lines).endsWith("first piece", "failed ProviderUnavailableException");
    }

    @Test
    void aStreamThatIsClosedEarlyIsCancelled() throws Exception {
        provider.streams(gives(STARTED), gives(text("a")));
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            assertThat(stream.iterator().next()).isEqualTo("a");
        }

        assertThat(told.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.lines).endsWith("cancelled");
    }

    @Test
    void aProviderThatIsClosedEndsItsStreamsAsFailedCalls() throws Exception {
        provider.streams(gives(STARTED), gives(text("a")));
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            assertThat(stream.iterator().next()).isEqualTo("a");
            provider.close();
            assertThat(told.ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told.lines).endsWith("failed ProviderUnavailableException");
    }

    @Test
    void aStreamIsToldWhereItIsFirstAskedForAndNotOnTheThreadThatReadsIt() {
        provider.streams(gives(STARTED), gives(text("a")), gives(FINISHED));

        read();

        assertThat(told.begins).containsExactly(Thread.currentThread());
        assertThat(told.attempts).doesNotContain(Thread.currentThread());
    }

    @Test
    void aStreamThatIsCancelledBeforeItIsAskedForIsNotToldAndNeitherIsOneOnAClosedProvider() {
        provider.streams(gives(STARTED));
        provider.generateStream("hi", GenerationParams.defaults()).subscribe(new Asking(true));
        provider.close();
        provider.generateStream("hi", GenerationParams.defaults()).subscribe(new Asking(false));

        assertThat(told.lines).isEmpty();
    }

    @Test
    void aStreamWithoutAThreadIsAFailedCall() {
        StreamedProvider busy = new StreamedProvider(task -> {
            throw new RejectedExecutionException("no thread");
        });
        busy.observer = told;

        busy.generateStream("hi", GenerationParams.defaults()).subscribe(new Asking(false));

        assertThat(told.lines).hasSize(2).startsWith("begin").allMatch(line -> line.matches("begin|failed \\w+"));
    }

    /** Asks for one piece at once, if it likes after having cancelled. */
    private record Asking(boolean afterCancelling) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (afterCancelling) {
                subscription.cancel();
            }
            subscription.request(1);
        }

        @Override
        public void onNext(String piece) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private void read() {
        try (BlockingStream<String> stream =
                BlockingStream.of(provider.generateStream("hi", GenerationParams.defaults()))) {
            stream.iterator().forEachRemaining(piece -> {});
        }
    }

    @Test
    void aStreamThatFailsWithAnErrorIsAFailedCall() throws Exception {
        provider.streams(gives(STARTED), () -> {
            throw new NoClassDefFoundError("Missing");
        });

        catchThrowable(this::read);

        assertThat(told.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told.lines).endsWith("failed NoClassDefFoundError");
    }
}
