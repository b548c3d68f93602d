package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A conversation can be stored, and what is read back is not trusted. */
class StoredConversationTest {
    static Conversation conversation() {
        return Conversation.builder()
                .system("Отвечай кратко 🫘")
                .sessionId("session-1")
                .maxMessages(7)
                .maxTokens(4096)
                .messages(List.of(
                        Message.user("Как \"холодно\"?\n"),
                        new Message(
                                Role.ASSISTANT,
                                "",
                                null,
                                new FunctionCall("weather", "{\"place\":\"Тверь\"}"),
                                "0199e210"),
                        Message.function("weather", "{\"t\":-3}"),
                        Message.assistant("−3 \uD83E\uDD76")))
                .build();
    }

    @Test
    void theStoredFormIsSimpleAndHasAVersion() {
        assertThat(conversation().toMap())
                .isEqualTo(Map.of(
                        "version",
                        1,
                        "system",
                        "Отвечай кратко 🫘",
                        "sessionId",
                        "session-1",
                        "maxMessages",
                        7,
                        "maxTokens",
                        4096,
                        "messages",
                        List.of(
                                Map.of("role", "user", "content", "Как \"холодно\"?\n"),
                                Map.of(
                                        "role",
                                        "assistant",
                                        "content",
                                        "",
                                        "functionCall",
                                        Map.of("name", "weather", "arguments", "{\"place\":\"Тверь\"}"),
                                        "functionStateId",
                                        "0199e210"),
                                Map.of("role", "function", "content", "{\"t\":-3}", "name", "weather"),
                                Map.of("role", "assistant", "content", "−3 \uD83E\uDD76"))));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        Conversation read = Conversation.fromMap(conversation().toMap());

        same(read, conversation());
        Conversation empty = Conversation.builder().build();
        same(Conversation.fromMap(empty.toMap()), empty);
    }

    @Test
    void numbersMayComeAsOtherNumbersAndUnknownMembersArePassedOver() {
        Map<String, Object> stored = changed(map -> {
            map.put("version", BigDecimal.ONE);
            map.put("maxMessages", 7L);
            map.put("maxTokens", 4096.0);
            map.put("novel", List.of());
        });

        same(Conversation.fromMap(stored), conversation());
    }

    @Test
    void missingBoundsAreTheDefaultOnes() {
        Conversation read = Conversation.fromMap(changed(map -> {
            map.remove("maxMessages");
            map.remove("maxTokens");
            map.remove("system");
        }));

        assertThat(read).hasToString("Conversation[messages=4, sessionId=session-1, maxMessages=100, maxTokens=null]");
        assertThat(read.system()).isNull();
    }

    static List<Arguments> hostile() {
        return List.of(
                wrong("version must be 1, was missing", map -> map.remove("version")),
                wrong("version must be 1, was 2; a newer release has written it", map -> map.put("version", 2)),
                wrong("version must be 1, was 0", map -> map.put("version", 0)),
                wrong("version must be a whole number, was of java.lang.String", map -> map.put("version", "1")),
                wrong("version must be a whole number, was 1.5", map -> map.put("version", 1.5)),
                wrong("version must be a whole number, was 1E+99", map -> map.put("version", new BigDecimal("1E+99"))),
                wrong("version must be a whole number, was NaN", map -> map.put("version", Double.NaN)),
                wrong("sessionId must be a text, was missing", map -> map.remove("sessionId")),
                wrong("sessionId must be a text, was of java.lang.Integer", map -> map.put("sessionId", 7)),
                wrong("sessionId must be printable ASCII", map -> map.put("sessionId", "a\r\nX-Evil: 1")),
                wrong("system must be a text, was of", map -> map.put("system", List.of("s3cret"))),
                wrong("maxMessages must be at least 1, was -1", map -> map.put("maxMessages", -1)),
                wrong("maxTokens must be at least 1, was 0", map -> map.put("maxTokens", 0)),
                wrong("messages must be a list, was missing", map -> map.remove("messages")),
                wrong("messages must be a list, was of java.lang.String", map -> map.put("messages", "s3cret")),
                message("messages[0] must be a map, was missing", null),
                message("messages[0] must be a map, was of java.lang.String", "s3cret"),
                message("messages[0]: role must be a text, was missing", Map.of("content", "s3cret")),
                message("messages[0]: role must be one of", Map.of("role", "root", "content", "s3cret")),
                message("messages[0]: content must be a text, was missing", Map.of("role", "user")),
                message(
                        "messages[0]: content must be a text, was of",
                        Map.of("role", "user", "content", Map.of("s3cret", 1))),
                message(
                        "messages[0]: name must be in a message of function",
                        Map.of("role", "user", "content", "s3cret", "name", "f")),
                message(
                        "messages[0]: functionCall must be a map",
                        Map.of("role", "assistant", "content", "", "functionCall", "s3cret")),
                message(
                        "messages[0]: name must be a text, was missing",
                        Map.of("role", "assistant", "content", "", "functionCall", Map.of("arguments", "s3cret"))),
                message(
                        "messages[0]: arguments must be a text, was of",
                        Map.of(
                                "role",
                                "assistant",
                                "content",
                                "",
                                "functionCall",
                                Map.of("name", "f", "arguments", Map.of("s3cret", 1)))),
                message(
                        "messages[0] must be of role user, was of system",
                        Map.of("role", "system", "content", "s3cret")),
                message(
                        "messages[0] must be of role user, was of assistant",
                        Map.of("role", "assistant", "content", "s3cret")),
                message(
                        "messages[0] must be of role assistant, was of user",
                        Map.of("role", "user", "content", "s3cret")));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoConversationIsRefusedByPlaceAndNotByContent(String message, Map<String, Object> stored) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conversation.fromMap(stored))
                .withMessageStartingWith("Not a stored conversation: ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    @Test
    void nothingIsNoConversation() {
        assertThatNullPointerException()
                .isThrownBy(() -> Conversation.fromMap(null))
                .withMessage("stored must not be null");
    }

    @Test
    void aPassivatedConversationGoesOnWhereItWas() throws Exception {
        Conversation before = conversation();
        Conversation read = (Conversation) deserialized(serialized(before));

        same(read, before);
        ScriptedProvider llm = new ScriptedProvider();
        read.say(llm, "Ещё?");
        assertThat(llm.requests.get(0).sessionId()).isEqualTo("session-1");
        assertThat(read.messages()).hasSize(6);
    }

    @Test
    void aSerializedConversationIsNotTrustedEither() throws IOException {
        byte[] bytes = serialized(conversation());
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("session-1", "session\n1");

        assertThatExceptionOfType(InvalidObjectException.class)
                .isThrownBy(() -> deserialized(text.getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining("sessionId must be printable ASCII");
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    private static void same(Conversation read, Conversation written) {
        assertThat(read.toMap()).isEqualTo(written.toMap());
        assertThat(read.messages()).isEqualTo(written.messages());
    }

    private static Map<String, Object> changed(Consumer<Map<String, Object>> change) {
        Map<String, Object> map = new HashMap<>(conversation().toMap());
        change.accept(map);
        return map;
    }

    private static Arguments wrong(String message, Consumer<Map<String, Object>> change) {
        return Arguments.of(message, changed(change));
    }

    private static Arguments message(String message, Object stored) {
        return wrong(message, map -> map.put("messages", Arrays.asList(stored)));
    }
}
