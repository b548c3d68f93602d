package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of messages is checked before anything is sent. */
class MessageOrderTest {
    private static final Message SYSTEM = Message.system("s3cret");
    private static final Message USER = Message.user("s3cret");
    private static final Message ASSISTANT = Message.assistant("s3cret");
    private static final Message CALL =
            new Message(Role.ASSISTANT, "", null, new FunctionCall("weather", "{\"place\":\"s3cret\"}"), "state");
    private static final Message RESULT = Message.function("weather", "{\"note\":\"s3cret\"}");

    static List<Arguments> disorder() {
        return List.of(
                wrong(
                        "at most one system message, and it must be the first",
                        "messages[1] of role system",
                        USER,
                        SYSTEM),
                wrong("at most one system message", "messages[1] of role system", SYSTEM, SYSTEM, USER),
                wrong("must be followed by another message", "messages[0] of role system", SYSTEM),
                wrong("must be followed by the function's result", "messages[1] of role assistant", USER, CALL),
                wrong(
                        "must be followed by the function's result",
                        "messages[2] of role user after messages[1] of role assistant",
                        USER,
                        CALL,
                        USER),
                wrong("must be followed by the function's result", "messages[2] of role assistant", USER, CALL, CALL),
                wrong("must be preceded by the assistant message that calls", "messages[0] of role function", RESULT),
                wrong("must be preceded", "messages[1] of role function after messages[0] of role user", USER, RESULT),
                wrong("must be preceded", "messages[2] of role function", USER, ASSISTANT, RESULT),
                wrong("must be preceded", "messages[3] of role function", USER, CALL, RESULT, RESULT));
    }

    static List<List<Message>> order() {
        return List.of(
                List.of(USER),
                List.of(SYSTEM, USER),
                List.of(USER, USER),
                List.of(USER, ASSISTANT),
                List.of(SYSTEM, ASSISTANT, USER),
                List.of(USER, CALL, RESULT),
                List.of(SYSTEM, USER, CALL, RESULT, CALL, RESULT, ASSISTANT, USER));
    }

    @ParameterizedTest
    @MethodSource("disorder")
    void aRequestOutOfOrderIsRefusedWithRuleIndexAndRoleAndNothingOfItsTexts(
            String rule, String seen, List<Message> messages) {
        ScriptedProvider provider = new ScriptedProvider();
        try (LogCapture log = new LogCapture()) {
            InvalidRequestException e = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> provider.chat(ChatRequest.builder().messages(messages).build()));

            assertThat(e)
                    .hasMessageContaining(rule)
                    .hasMessageContaining(seen)
                    .hasMessageEndingWith("; nothing was sent")
                    .hasMessageNotContaining("s3cret");
            assertThat(e.attempts()).isZero();
            assertThat(e.retryable()).isFalse();
            assertThat(provider.requests).isEmpty();
            assertThat(log.lines(Level.SEVERE)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("order")
    void aRequestInOrderReachesTheProvider(List<Message> messages) {
        ScriptedProvider provider = new ScriptedProvider();

        provider.chat(ChatRequest.builder().messages(messages).build());

        assertThat(provider.requests.get(0).messages()).isEqualTo(messages);
    }

    @Test
    void theOrderHoldsForStreamsToo() {
        MockProvider mock = new MockProvider();
        ChatRequest request =
                ChatRequest.builder().messages(List.of(USER, SYSTEM)).build();

        InvalidRequestException e = catchThrowableOfType(InvalidRequestException.class, () -> {
            try (BlockingStream<StreamEvent> stream = BlockingStream.of(mock.chatStream(request))) {
                stream.iterator().next();
            }
        });

        assertThat(e).hasMessageContaining("messages[1] of role system");
        assertThat(e.attempts()).isZero();
    }

    private static Arguments wrong(String rule, String seen, Message... messages) {
        return Arguments.of(rule, seen, Arrays.asList(messages));
    }
}
