package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
    private static final List<Message> ONE = List.of(Message.user("hi"));
    private static final GenerationParams DEFAULTS = GenerationParams.defaults();

    private final ChatRequestBuilder builder = ChatRequest.builder().user("hi");

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT1H"})
    void aTimeoutOnItsBoundIsAccepted(Duration timeout) {
        assertThat(builder.timeout(timeout).build().timeout()).isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000999999S", "PT1H0.000000001S", "PT0S", "PT-1S"})
    void aTimeoutBeyondItsBoundIsRefusedAtOnce(Duration timeout) {
        refused(
                "timeout must be between 0.001 s and 3600 s, was " + Texts.seconds(timeout),
                () -> builder.timeout(timeout));
        refused(
                "timeout must be between 0.001 s and 3600 s, was " + Texts.seconds(timeout),
                () -> new ChatRequest(ONE, DEFAULTS, null, null, null, null, timeout));
    }

    @Test
    void anIdOfUpTo1024PrintableCharactersIsAccepted() {
        String id = "~ ".repeat(511) + "~!";

        ChatRequest request = builder.sessionId(id).clientId(id).requestId(id).build();

        assertThat(request.sessionId()).isEqualTo(id);
        assertThat(request.clientId()).isEqualTo(id);
        assertThat(request.requestId()).isEqualTo(id);
    }

    @Test
    void anIdThatCannotTravelInAHeaderIsRefusedAtOnce() {
        refused("sessionId must have at most 1024 characters, had 1025", () -> builder.sessionId("x".repeat(1025)));
        refused("clientId must be printable ASCII, had U+000D at index 1", () -> builder.clientId("a\r\nb: c"));
        refused("sessionId must not begin or end with a blank, was \" a\"", () -> builder.sessionId(" a"));
        refused("sessionId must not begin or end with a blank, was \"a \"", () -> builder.sessionId("a "));
        refused("requestId must be printable ASCII, had U+0416 at index 0", () -> builder.requestId("Ж"));
        refused("requestId must be printable ASCII, had U+007F at index 1", () -> builder.requestId("a\u007f"));
        refused("sessionId must not be blank, was \"\"", () -> builder.sessionId(""));
        refused(
                "clientId must be printable ASCII, had U+0009 at index 1",
                () -> new ChatRequest(ONE, DEFAULTS, null, null, "a\tb", null, null));
        refused(
                "sessionId must not be blank, was \" \"",
                () -> new ChatRequest(ONE, DEFAULTS, null, " ", null, null, null));
        refused(
                "requestId must not be blank, was \" \"",
                () -> new ChatRequest(ONE, DEFAULTS, null, null, null, " ", null));
    }

    @Test
    void aBlankModelIsRefusedAtOnce() {
        refused("model must not be blank, was \" \"", () -> builder.model(" "));
        refused("model must not be blank, was \"\"", () -> new ChatRequest(ONE, DEFAULTS, "", null, null, null, null));
    }

    @Test
    void aRequestNeedsAMessage() {
        refused(
                "number of messages must be at least 1, was 0",
                () -> ChatRequest.builder().build());
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void nullsAreNamed() {
        named("prompt", () -> ChatRequest.of(null));
        named("params", () -> ChatRequest.of("hi", null));
        named("messages", () -> new ChatRequest(null, DEFAULTS, null, null, null, null, null));
        named(
                "messages[1]",
                () -> new ChatRequest(Arrays.asList(Message.user("a"), null), DEFAULTS, null, null, null, null, null));
        named("params", () -> new ChatRequest(ONE, null, null, null, null, null, null));
        named("message", () -> builder.message(null));
        named("messages", () -> builder.messages(null));
        named("params", () -> builder.params(null));
        named("content", () -> builder.user(null));
        named("role", () -> new Message(null, "x"));
    }

    private static void named(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null");
    }

    @Test
    void thePromptTravelsExactlyAsItIs() {
        String prompt = " Привет, \uD83D\uDE00\r\n\u0000 ";

        assertThat(ChatRequest.of(prompt).messages()).containsExactly(new Message(Role.USER, prompt));
    }

    @Test
    void theConversationKeepsItsOrder() {
        ChatRequest request = ChatRequest.builder()
                .system("s")
                .user("u")
                .assistant("a")
                .message(new Message(Role.FUNCTION, "f"))
                .messages(List.of(Message.user("u2")))
                .build();

        assertThat(request.messages())
                .extracting(Message::role)
                .containsExactly(Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.FUNCTION, Role.USER);
    }

    @Test
    void aBuilderThatStartsWithARequestKeepsItAll() {
        ChatRequest request = builder.params(GenerationParams.builder().seed(1).build())
                .model("m")
                .sessionId("s")
                .clientId("c")
                .requestId("r")
                .timeout(Duration.ofSeconds(1))
                .build();

        assertThat(request.toBuilder().build()).isEqualTo(request);
        assertThat(request.toBuilder()
                        .model(null)
                        .sessionId(null)
                        .clientId(null)
                        .requestId(null)
                        .timeout(null)
                        .params(DEFAULTS)
                        .build())
                .isEqualTo(ChatRequest.of("hi"));
    }

    @Test
    void laterChangesOfTheMessagesChangeNothing() {
        List<Message> messages = new ArrayList<>(ONE);
        ChatRequest request = new ChatRequest(messages, DEFAULTS, null, null, null, null, null);
        messages.clear();

        assertThat(request.messages()).isEqualTo(ONE);
    }
}
