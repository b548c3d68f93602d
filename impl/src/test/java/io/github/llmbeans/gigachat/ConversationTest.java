package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Conversation;
import io.github.llmbeans.ConversationTurn;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.Role;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.simulator.Endpoint;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.github.llmbeans.tck.server.Gate;
import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A conversation with GigaChat, as it travels and as it is stored. */
class ConversationTest {
    private static final Jsonb JSONB = JsonbBuilder.create();

    private GigaChatSimulator simulator;
    private GigaChatProvider provider;

    @BeforeEach
    void start() {
        simulator = GigaChatSimulator.start();
        provider = Simulated.provider(simulator);
    }

    @AfterEach
    void stop() {
        provider.close();
        simulator.close();
    }

    @Test
    void consecutiveTurnsHaveOneSessionAndCarryTheHistory() {
        Conversation conversation = Conversation.builder().system("Кратко").build();
        simulator.script(Endpoint.COMPLETIONS, Reply.json(200, WireTest.answer("раз", "stop")));

        conversation.say(provider, "Считай");
        conversation.say(provider, "Дальше");

        List<RecordedRequest> requests = simulator.completionRequests();
        assertThat(requests)
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("X-Session-ID")).hasValue(conversation.sessionId()));
        assertThat(messages(requests.get(1)))
                .containsExactly(
                        json("{\"role\":\"system\",\"content\":\"Кратко\"}"),
                        json("{\"role\":\"user\",\"content\":\"Считай\"}"),
                        json("{\"role\":\"assistant\",\"content\":\"раз\"}"),
                        json("{\"role\":\"user\",\"content\":\"Дальше\"}"));
    }

    @Test
    void aTurnMayHaveModelClientRequestAndDeadlineOfItsOwn() {
        Conversation conversation = Conversation.builder().build();

        ChatResponse response = conversation.say(
                provider,
                Message.user("Hello"),
                how -> how.model("GigaChat-2-Max").clientId("client-1").requestId("request-1"));

        assertThat(response.model()).startsWith("GigaChat-2-Max");
        RecordedRequest request = simulator.completionRequests().get(0);
        assertThat(json(request.bodyText()).getString("model")).isEqualTo("GigaChat-2-Max");
        assertThat(request.header("X-Client-ID")).hasValue("client-1");
        assertThat(request.header("X-Request-ID")).hasValue("request-1");

        Gate gate = simulator.hold(Endpoint.COMPLETIONS);
        try {
            assertThat(catchThrowableOfType(
                            ProviderTimeoutException.class,
                            () -> conversation.say(
                                    provider, Message.user("Again"), how -> how.timeout(Duration.ofMillis(300)))))
                    .hasMessageContaining("0.3 s");
        } finally {
            gate.open();
        }
        assertThat(conversation.messages()).hasSize(2);
    }

    @Test
    void whatThePromptCacheOfTheSessionHasSavedIsShown() {
        Conversation conversation =
                Conversation.builder().system("Отвечай кратко и по делу").build();

        ChatResponse first = conversation.say(provider, "Что такое бин?");
        ChatResponse second = conversation.say(provider, "Дальше");

        assertThat(first.usage()).isNotNull();
        assertThat(first.usage().cachedPromptTokens()).isZero();
        assertThat(second.usage()).isNotNull();
        assertThat(second.usage().cachedPromptTokens()).isPositive();
    }

    @Test
    void aStreamedTurnGoesIntoTheNextRequest() {
        Conversation conversation = Conversation.builder().build();
        ConversationTurn turn = conversation.turn(provider, "One");
        try (BlockingStream<StreamEvent> events = BlockingStream.of(provider.chatStream(turn.request()))) {
            for (StreamEvent event : events) {
                if (event instanceof StreamEvent.Finished finished) {
                    turn.answered(finished.response());
                }
            }
        }

        conversation.say(provider, "Two");

        List<RecordedRequest> requests = simulator.completionRequests();
        assertThat(requests.get(0).header("X-Session-ID"))
                .isEqualTo(requests.get(1).header("X-Session-ID"))
                .isNotEmpty();
        assertThat(messages(requests.get(1))).hasSize(3);
    }

    @Test
    void theTokensAreCountedByGigaChat() {
        Conversation conversation = Conversation.builder()
                .maxTokens(3)
                .messages(List.of(Message.user("forgotten"), Message.assistant("forgotten")))
                .build();

        conversation.say(provider, "12345678");

        assertThat(messages(simulator.completionRequests().get(0)))
                .containsExactly(json("{\"role\":\"user\",\"content\":\"12345678\"}"));
        assertThat(simulator.requests(Endpoint.TOKENS_COUNT)).hasSize(1);
    }

    @Test
    void aConversationIsStoredAsJsonAndGoesOnInTheSameSession() {
        Conversation before = stored();
        String text = JSONB.toJson(before.toMap());
        assertThat(json(text).getInt("version")).isEqualTo(1);

        Conversation after = Conversation.fromMap(JSONB.fromJson(text, Map.class));

        assertThat(after.messages()).isEqualTo(before.messages());
        assertThat(after.toMap()).isEqualTo(before.toMap());
        assertThat(JSONB.toJson(after.toMap())).isEqualTo(text);
        after.say(provider, "Ещё?");
        assertThat(simulator.completionRequests().get(0).header("X-Session-ID")).hasValue("session-1");
        assertThat(messages(simulator.completionRequests().get(0))).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":99}",
                "{\"version\":\"s3cret\"}",
                "{\"version\":1,\"sessionId\":[\"s3cret\"]}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":{\"s3cret\":1}}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":[null]}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"s3cret\"}]}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":[[\"s3cret\"]],\"maxMessages\":1}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":[],\"maxMessages\":1e99}",
                "{\"version\":1,\"sessionId\":\"a\",\"messages\":[],\"maxTokens\":true}"
            })
    void jsonThatIsNoConversationIsRefusedWithoutShowingIt(String text) {
        Map<?, ?> map = JSONB.fromJson(text, Map.class);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Conversation.fromMap(map))
                .withMessageStartingWith("Not a stored conversation: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private static Conversation stored() {
        return Conversation.builder()
                .system("Отвечай кратко 🫘")
                .sessionId("session-1")
                .maxMessages(7)
                .maxTokens(4096)
                .messages(List.of(
                        Message.user("Как \"холодно\"?\n\u2028\\"),
                        new Message(
                                Role.ASSISTANT,
                                "",
                                null,
                                new FunctionCall("weather", "{\"place\":\"Тверь\"}"),
                                "0199e210"),
                        Message.function("weather", "{\"t\":-3}"),
                        Message.assistant("−3 🥶")))
                .build();
    }

    private static List<JsonValue> messages(RecordedRequest request) {
        return json(request.bodyText()).getJsonArray("messages");
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
