package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in a scripted answer. */
@Timeout(30)
class MockAnswerTest {
    private final MockProvider mock = new MockProvider();

    @Test
    void aScriptedTextIsAnswerOfThisMockWithTheIdsOfTheRequest() {
        mock.script("12345");

        assertThat(mock.chat(ChatRequest.builder()
                        .user("1234567")
                        .model("big")
                        .requestId("r-1")
                        .sessionId("s-1")
                        .build()))
                .isEqualTo(ChatResponse.builder("12345", "mock", "big")
                        .requestId("r-1")
                        .sessionId("s-1")
                        .usage(new Usage(7, 5, 12, 0))
                        .build());
    }

    @Test
    void aScriptedTextIsNotCutAtMaxTokensButAtAStopSequence() {
        mock.script("one two three").thenRepeat();

        assertThat(mock.generate("a", GenerationParams.builder().maxTokens(3).build()))
                .isEqualTo("one two three");
        ChatResponse cut = mock.chat(
                ChatRequest.of("a", GenerationParams.builder().stop(" three").build()));
        assertThat(cut.text()).isEqualTo("one two");
        assertThat(cut.usage()).isEqualTo(new Usage(1, 7, 8, 0));
    }

    @Test
    void anAnswerCanHaveAnyReasonAndUsage() {
        mock.script()
                .answer(
                        "Once",
                        how -> how.finishReason(FinishReason.LENGTH)
                                .usage(new Usage(1, 2, 3, 1))
                                .reasoning("hm"));

        ChatResponse answer = mock.chat(ChatRequest.of("a"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(answer.usage()).isEqualTo(new Usage(1, 2, 3, 1));
        assertThat(answer.reasoning()).isEqualTo("hm");
    }

    @Test
    void anAnswerCanBeComputedFromTheRequest() {
        mock.otherwise().answer(request -> request.messages().size() + " messages");

        assertThat(mock.generate("a")).isEqualTo("1 messages");
        assertThat(mock.chat(ChatRequest.builder()
                                .user("a")
                                .assistant("b")
                                .user("c")
                                .build())
                        .text())
                .isEqualTo("3 messages");
    }

    @Test
    void aFunctionThatGivesNothingIsNamed() {
        mock.script().answer(request -> null);

        assertThatNullPointerException()
                .isThrownBy(() -> mock.generate("a"))
                .withMessage("the function of a scripted answer gave null");
    }

    @Test
    void aWholeResponseIsGivenAsItIs() {
        ChatResponse whole = ChatResponse.of("text", "elsewhere", "model-7");
        mock.script().respond(whole).respond(request -> whole.withText(request.model(), FinishReason.OTHER));

        assertThat(mock.chat(ChatRequest.of("a"))).isEqualTo(whole);
        assertThat(mock.chat(ChatRequest.builder().user("a").model("big").build()))
                .isEqualTo(whole.withText("big", FinishReason.OTHER));
    }

    @Test
    void aFunctionCallAndItsAnswerAreTwoSteps() {
        mock.when("Weather in Kazan?")
                .callFunction("weather", "{\"city\":\"Kazan\"}")
                .answer("Sunny");

        ChatRequest question = ChatRequest.of("Weather in Kazan?");
        ChatResponse call = mock.chat(question);
        assertThat(call.functionCall()).isEqualTo(new FunctionCall("weather", "{\"city\":\"Kazan\"}"));
        assertThat(call.finishReason()).isEqualTo(FinishReason.FUNCTION_CALL);
        assertThat(mock.chat(question.toBuilder()
                                .message(Message.assistant(call))
                                .message(Message.function("weather", "{\"sky\":\"clear\"}"))
                                .build())
                        .text())
                .isEqualTo("Sunny");
    }

    @Test
    void aMockCanDeclareLessOrMoreThanItDoes() {
        MockProvider other = MockProvider.builder()
                .capabilities(EnumSet.of(Capability.PRESENCE_PENALTY))
                .options("profanity_check")
                .build();

        UnsupportedCapabilityException refused = catchThrowableOfType(
                UnsupportedCapabilityException.class,
                () -> other.generate(
                        "a", GenerationParams.builder().temperature(1).build()));
        assertThat(refused.parameter()).isEqualTo("temperature");
        ChatResponse answer = other.chat(ChatRequest.of(
                "a",
                GenerationParams.builder()
                        .presencePenalty(1)
                        .option("profanity_check", true)
                        .build()));
        assertThat(answer.text()).isEqualTo("Mock response to: a");
        assertThat(answer.usage()).isNull();
    }

    @Test
    void aRequestThatIsRefusedTakesNoStep() {
        MockScript script = mock.script("one");

        catchThrowableOfType(
                UnsupportedCapabilityException.class,
                () -> mock.generate(
                        "a", GenerationParams.builder().option("size", 1).build()));
        catchThrowableOfType(InvalidRequestException.class, () -> mock.generate(" "));

        assertThat(script.remaining()).isEqualTo(1);
        assertThat(mock.attemptCount()).isZero();
    }

    @Test
    void theHealthCanChangeWhileTheMockIsInUse() {
        MockProvider sick = new MockProvider("mock-unhealthy");
        assertThat(sick.healthCheck()).isFalse();
        assertThat(sick.healthy(true).healthCheck()).isTrue();
        assertThat(sick.healthy(false).healthCheck()).isFalse();
        assertThat(sick.healthCheckCount()).isEqualTo(3);
        assertThat(sick.callCount()).isZero();

        sick.healthy(true).close();
        assertThat(sick.healthCheck()).isFalse();
    }
}
