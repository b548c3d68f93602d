package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scripted streams: chosen pieces, breaks and silence. */
@Timeout(30)
class MockStreamTest {
    private final MockProvider mock = new MockProvider();
    private final List<String> seen = new ArrayList<>();

    private void read(MockProvider provider) {
        read(provider, GenerationParams.defaults());
    }

    private void read(MockProvider provider, GenerationParams params) {
        try (BlockingStream<String> pieces = BlockingStream.of(provider.generateStream("a", params))) {
            pieces.forEachRemaining(seen::add);
        }
    }

    @Test
    void aStreamGivesTheChosenPiecesAndACallTheWhole() {
        mock.script().pieces("On", "ce up", "on").thenRepeat();

        read(mock);

        assertThat(seen).containsExactly("On", "ce up", "on");
        assertThat(mock.generate("a")).isEqualTo("Once upon");
    }

    @Test
    void aStreamOfEventsHasTheFactsToo() {
        mock.script().answer("two words", how -> how.reasoning("hm").finishReason(FinishReason.LENGTH));
        List<StreamEvent> events = new ArrayList<>();
        try (BlockingStream<StreamEvent> stream = BlockingStream.of(mock.chatStream(ChatRequest.of("a")))) {
            stream.forEachRemaining(events::add);
        }

        assertThat(events.subList(0, 4))
                .containsExactly(
                        new StreamEvent.Started("mock", "mock-normal", null, null),
                        new StreamEvent.Reasoning("hm"),
                        new StreamEvent.Text("two "),
                        new StreamEvent.Text("words"));
        assertThat(((StreamEvent.Finished) events.get(4)).response())
                .isEqualTo(ChatResponse.builder("two words", "mock", "mock-normal")
                        .reasoning("hm")
                        .finishReason(FinishReason.LENGTH)
                        .usage(new Usage(1, 9, 10, 0))
                        .build());
    }

    @Test
    void chosenPiecesCanHaveAnyReason() {
        mock.script().pieces(List.of("On", "ce"), how -> how.finishReason(FinishReason.LENGTH));

        assertThat(mock.chat(ChatRequest.of("a")))
                .extracting(ChatResponse::text, ChatResponse::finishReason)
                .containsExactly("Once", FinishReason.LENGTH);
    }

    @Test
    void chosenPiecesEndAtAStopSequence() {
        mock.script().pieces("On", "ce up", "on");

        read(mock, GenerationParams.builder().stop("p").build());

        assertThat(seen).containsExactly("On", "ce u");
    }

    @Test
    void aStreamThatBreaksTellsWhatHadCome() {
        mock.script().pieces("On", "ce ", "upon").breakAfter(2);

        ProviderUnavailableException e = catchThrowableOfType(ProviderUnavailableException.class, () -> read(mock));

        assertThat(seen).containsExactly("On", "ce ");
        assertThat(e.partialResponse()).map(ChatResponse::text).contains("Once ");
        assertThat(e.retryable()).isTrue();
        assertThat(mock.lastCall().attempts()).isEqualTo(1);
    }

    @Test
    void aStreamBreaksWithTheChosenFailure() {
        mock.script().answer("one two").breakAfter(7, new RateLimitException("Enough", Failure.of("mock")));

        assertThat(catchThrowableOfType(RateLimitException.class, () -> read(mock)))
                .hasMessage("Enough");
        assertThat(seen).containsExactly("one ", "two");
    }

    @Test
    void aStreamThatFailsBeforeItsFirstPieceIsRepeated() {
        mock.script().unavailable().pieces("a", "b");

        read(mock);

        assertThat(seen).containsExactly("a", "b");
        assertThat(mock.lastCall().attempts()).isEqualTo(2);
    }

    @Test
    void aBlockingCallFailsWhereItsStreamBreaksAndIsRepeated() {
        mock.script().pieces("a", "b").breakAfter(1).answer("whole");

        assertThat(mock.generate("a")).isEqualTo("whole");
        assertThat(mock.lastCall().attempts()).isEqualTo(2);
    }

    @Test
    void aSilentStreamEndsAtTheLimitByTheInjectedClock() {
        MockProvider silent = MockProvider.builder().sleeper(time -> {}).build();
        silent.script().pieces("On", "ce").silentAfter(1);

        ProviderTimeoutException e = catchThrowableOfType(ProviderTimeoutException.class, () -> read(silent));

        assertThat(e).hasMessage("Provider 'mock' sent nothing for 60 s within a stream");
        assertThat(e.partialResponse()).map(ChatResponse::text).contains("On");
        assertThat(seen).containsExactly("On");
    }

    @Test
    void aSilentStreamEndsAtTheLimitInRealTimeToo() {
        MockProvider silent =
                MockProvider.builder().streamIdleTimeout(Duration.ofMillis(20)).build();
        silent.script().pieces("On", "ce").silentAfter(1);

        assertThat(catchThrowableOfType(ProviderTimeoutException.class, () -> read(silent)))
                .hasMessage("Provider 'mock' sent nothing for 0.02 s within a stream");
    }

    @Test
    void piecesThatComeTooSlowlyMeetTheDeadlineOfTheWholeStream() {
        MockProvider slow = MockProvider.builder().sleeper(time -> {}).build();
        slow.script().answer("a b c d e f g h i j k l m n").every(Duration.ofSeconds(30));

        ProviderTimeoutException e = catchThrowableOfType(ProviderTimeoutException.class, () -> read(slow));

        assertThat(e).hasMessage("Provider 'mock' had not ended its stream within 300 s");
        assertThat(seen).hasSize(10);
    }

    @Test
    void aClosedStreamLeavesAHeldPiece() {
        MockClock clock = new MockClock();
        MockProvider held = MockProvider.builder().sleeper(clock).build();
        held.script().pieces("a", "b").every(Duration.ofSeconds(1));
        BlockingStream<String> pieces = BlockingStream.of(held.generateStream("a", GenerationParams.defaults()));
        assertThat(pieces.next()).isEqualTo("a");
        Thread closer = new Thread(() -> {
            clock.awaitWaiting(1);
            pieces.close();
        });
        closer.start();

        assertThat(pieces.hasNext()).isFalse();
        Patience.until(() -> clock.waiting() == 0);
    }

    @Test
    void aMockWithoutStreamingGivesTheWholeInOnePiece() {
        MockProvider whole = MockProvider.builder()
                .capabilities(EnumSet.noneOf(Capability.class))
                .build();
        whole.script().pieces("a", "b");

        read(whole);

        assertThat(seen).containsExactly("ab");
        assertThat(whole.calls()).extracting(MockCall::kind).containsExactly(MockCall.Kind.STREAM);
    }
}
