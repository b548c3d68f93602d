package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.internal.RecordingSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit holds for the whole class: nothing in a mock waits. */
@Timeout(30)
class MockProviderTest {
    private final MockProvider mock = new MockProvider();

    private static GenerationParams maxTokens(int tokens) {
        return GenerationParams.builder().maxTokens(tokens).build();
    }

    @Test
    void itAnswersWithTheQuestion() {
        assertThat(mock.generate("Привет, \uD83D\uDE00")).isEqualTo("Mock response to: Привет, \uD83D\uDE00");
    }

    @Test
    void itAnswersTheLastMessageOfTheUser() {
        ChatResponse response = mock.chat(ChatRequest.builder()
                .system("be brief")
                .user("first")
                .assistant("answer")
                .user("second")
                .assistant("so far")
                .build());

        assertThat(response.text()).isEqualTo("Mock response to: second");
    }

    @Test
    void aConversationWithoutAUserIsRefused() {
        InvalidRequestException e = catchThrowableOfType(
                InvalidRequestException.class,
                () -> mock.chat(ChatRequest.builder().assistant("be brief").build()));

        assertThat(e).hasMessage("There is no user message to answer");
        assertThat(e.attempts()).isEqualTo(1);
    }

    @Test
    void itsNameAndModelAreTheDocumentedOnesUnlessOthersAreGiven() {
        assertThat(mock.info().name()).isEqualTo("mock").isEqualTo(MockProvider.DEFAULT_NAME);
        assertThat(mock.info().model()).isEqualTo("mock-normal").isEqualTo(MockProvider.DEFAULT_MODEL);
        assertThat(new MockProvider("a-model").info())
                .isEqualTo(new ProviderInfo("mock", "a-model", mock.info().capabilities(), Duration.ofSeconds(30)));

        ProviderConfig config = ProviderConfig.builder("mine").model("m").build();
        assertThat(new MockProvider(config).info().name()).isEqualTo("mine");
        assertThat(new MockProvider(config).chat(ChatRequest.of("hi")))
                .extracting(ChatResponse::provider, ChatResponse::model)
                .containsExactly("mine", "m");
        assertThat(new MockProvider(ProviderConfig.builder("mine").build())
                        .info()
                        .model())
                .isEqualTo("mock-normal");
    }

    @ParameterizedTest
    @CsvSource({"1, M", "4, Mock", "18, 'Mock response to: '", "19, Mock response to: h"})
    void itCutsAtMaxTokensCharacters(int tokens, String text) {
        ChatResponse response = mock.chat(ChatRequest.of("hi", maxTokens(tokens)));

        assertThat(response.text()).isEqualTo(text);
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.finishReasonText()).isEqualTo("length");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 21, Integer.MAX_VALUE})
    void anAnswerThatFitsIsNotCut(int tokens) {
        ChatResponse response = mock.chat(ChatRequest.of("hi", maxTokens(tokens)));

        assertThat(response.text()).isEqualTo("Mock response to: hi");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void noCutSplitsACharacterOfTwoUnits() {
        assertThat(mock.generate("\uD83D\uDE00", maxTokens(19))).isEqualTo("Mock response to: ");
        assertThat(mock.generate("\uD83D\uDE00", maxTokens(20))).isEqualTo("Mock response to: \uD83D\uDE00");
    }

    @Test
    void itStopsBeforeAStopSequence() {
        ChatResponse response = mock.chat(ChatRequest.of(
                "one two", GenerationParams.builder().stop(" two").build()));

        assertThat(response.text()).isEqualTo("Mock response to: one");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aStopSequenceCountsOnlyIfItCameBeforeTheLimit() {
        GenerationParams tooLate =
                GenerationParams.builder().stop("two").maxTokens(24).build();
        GenerationParams inTime =
                GenerationParams.builder().stop("two").maxTokens(25).build();

        assertThat(mock.chat(ChatRequest.of("one two three", tooLate)).finishReason())
                .isEqualTo(FinishReason.LENGTH);
        assertThat(mock.chat(ChatRequest.of("one two three", inTime)).finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void everyCharacterCountsAsAToken() {
        ChatResponse response =
                mock.chat(ChatRequest.builder().system("1234").user("56").build());

        assertThat(response.usage()).isEqualTo(new Usage(6, 20, 26, 0));
        assertThat(mock.chat(ChatRequest.of("hi", maxTokens(4))).usage()).isEqualTo(new Usage(2, 4, 6, 0));
    }

    @Test
    void itGivesBackTheIdsOfTheRequest() {
        ChatResponse response = mock.chat(ChatRequest.builder()
                .user("hi")
                .requestId("r-1")
                .sessionId("s-1")
                .build());

        assertThat(response.requestId()).isEqualTo("r-1");
        assertThat(response.sessionId()).isEqualTo("s-1");
    }

    @Test
    void whatItDeclaresWorks() {
        ChatRequest everything = ChatRequest.builder()
                .system("s")
                .user("u")
                .assistant("a")
                .user("hi")
                .params(GenerationParams.builder()
                        .temperature(1)
                        .topP(1)
                        .maxTokens(100)
                        .stop("x")
                        .repetitionPenalty(1)
                        .seed(1)
                        .build())
                .model("m")
                .sessionId("s")
                .build();

        assertThat(mock.chat(everything).text()).isEqualTo("Mock response to: hi");
    }

    @Test
    void whatItDoesNotDeclareIsRefused() {
        GenerationParamsBuilder params = GenerationParams.builder();

        refuses(params.presencePenalty(1).build(), "presencePenalty");
        refuses(GenerationParams.builder().frequencyPenalty(1).build(), "frequencyPenalty");
        refuses(GenerationParams.builder().n(2).build(), "n");
        refuses(GenerationParams.builder().option("size", 1).build(), "size");
        assertThat(mock.info().can(Capability.FUNCTIONS)).isFalse();
    }

    private void refuses(GenerationParams params, String parameter) {
        UnsupportedCapabilityException e =
                catchThrowableOfType(UnsupportedCapabilityException.class, () -> mock.generate("hi", params));

        assertThat(e.parameter()).isEqualTo(parameter);
        assertThat(e.attempts()).isZero();
    }

    @Test
    void aBlankQuestionIsRefused() {
        assertThat(catchThrowableOfType(InvalidRequestException.class, () -> mock.generate(" ")))
                .hasMessageContaining("blank");
    }

    @Test
    void itAnswersAsynchronouslyAndAsAStreamOfWords() throws InterruptedException {
        RecordingSubscriber subscriber = new RecordingSubscriber(5);
        mock.generateStream("hi", GenerationParams.defaults()).subscribe(subscriber);

        assertThat(subscriber.awaitEnd().signals()).containsExactly("Mock ", "response ", "to: ", "hi", "<complete>");
        assertThat(mock.generateAsync("hi", GenerationParams.defaults())
                        .toCompletableFuture()
                        .join())
                .isEqualTo("Mock response to: hi");
    }

    @Test
    void itRefusesCallsAfterItIsClosed() {
        mock.close();

        assertThatIllegalStateException().isThrownBy(() -> mock.generate("hi"));
        assertThat(mock.healthCheck()).isFalse();
    }
}
