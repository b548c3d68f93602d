package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.gigachat.Engines;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What somebody says arrives character by character, or is refused before anything is sent; it never becomes anything else. */
class PromptPropertiesTest {
    private static final String LARGE = "Ёж 👋 \r\n\0\"\\".repeat(700_000);

    private static final String CHUNKED = "transfer-encoding";

    private static Mirror mirror;
    private static List<String> headers;

    @BeforeContainer
    static void start() {
        mirror = new Mirror(config -> config.option("max-response-bytes", "67108864"));
        mirror.provider.generate("Hello");
        headers = mirror.headerNames();
    }

    @AfterContainer
    static void stop() {
        mirror.close();
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Property(tries = 500)
    void messagesArriveExactlyOrAreRefused(
            @ForAll("texts") String system, @ForAll("texts") String user, @ForAll("texts") String assistant)
            throws Exception {
        ChatRequest request = ChatRequest.builder()
                .system("s" + system)
                .user("u" + user)
                .assistant("a" + assistant)
                .build();
        if (Stream.of(system, user, assistant).anyMatch(Hostile::hasHalf)) {
            assertRefused(request);
            return;
        }
        JsonArray messages = sent(request).getJsonArray("messages");

        assertThat(messages.getJsonObject(0).getString("content")).isEqualTo("s" + system);
        assertThat(messages.getJsonObject(1).getString("content")).isEqualTo("u" + user);
        assertThat(messages.getJsonObject(2).getString("content")).isEqualTo("a" + assistant);
    }

    @Property(tries = 300)
    void namesModelsAndStatesArriveExactlyOrAreRefused(
            @ForAll("texts") String function, @ForAll("texts") String state, @ForAll("texts") String model)
            throws Exception {
        String name = "f" + function;
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .message(new Message(Role.ASSISTANT, "", null, new FunctionCall(name, "{}"), "s" + state))
                .message(Message.function(name, "{}"))
                .model("m" + model)
                .build();
        if (Stream.of(function, state, model).anyMatch(Hostile::hasHalf)) {
            assertRefused(request);
            return;
        }
        JsonObject json = sent(request);
        JsonObject call = json.getJsonArray("messages").getJsonObject(1);

        assertThat(json.getString("model")).isEqualTo("m" + model);
        assertThat(call.getJsonObject("function_call").getString("name")).isEqualTo(name);
        assertThat(call.getString("functions_state_id")).isEqualTo("s" + state);
        assertThat(json.getJsonArray("messages").getJsonObject(2).getString("name"))
                .isEqualTo(name);
    }

    @Property(tries = 200)
    void argumentsAreRefusedIfHalfOfAPairIsInThem(@ForAll("texts") String value) throws Exception {
        String arguments =
                Json.createObjectBuilder().add("a", "x" + value).build().toString();
        ChatRequest request = ChatRequest.builder()
                .user("Hello")
                .message(new Message(Role.ASSISTANT, "", null, new FunctionCall("f", arguments), null))
                .message(Message.function("f", "{}"))
                .build();
        if (Hostile.hasHalf(value)) {
            assertRefused(request);
            return;
        }
        JsonObject call =
                sent(request).getJsonArray("messages").getJsonObject(1).getJsonObject("function_call");

        assertThat(call.getJsonObject("arguments").getString("a")).isEqualTo("x" + value);
    }

    @Property(tries = 100)
    void textsToCountAreRefusedIfHalfOfAPairIsInThem(@ForAll("texts") String text) {
        if (Hostile.hasHalf(text)) {
            int before = mirror.requests();
            assertThatThrownBy(() -> mirror.provider.countTokens(List.of("good", text)))
                    .isExactlyInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("texts[1] has half of a surrogate pair");
            assertThat(mirror.requests()).isEqualTo(before);
        }
    }

    @Property(tries = 300)
    void whatTheModelSaysIsHandedOverExactly(@ForAll("texts") String text) {
        String said = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        mirror.answers(link -> link.answer("200 OK", Good.JSON, answer(said)));
        try {
            assertThat(mirror.provider.generate("Hello")).isEqualTo(said);
        } finally {
            mirror.answers(Good::answer);
        }
    }

    @Example
    void tenMegabytesArriveExactlyBothWays() throws Exception {
        assertThat(LARGE.getBytes(StandardCharsets.UTF_8)).hasSizeGreaterThan(10_000_000);
        JsonObject json = sent(ChatRequest.of(LARGE));
        assertThat(json.getJsonArray("messages")
                        .getJsonObject(0)
                        .getString("content")
                        .equals(LARGE))
                .as("the prompt has arrived exactly")
                .isTrue();

        mirror.answers(link -> link.answer("200 OK", Good.JSON, answer(LARGE)));
        try {
            assertThat(mirror.provider.generate("Hello").equals(LARGE))
                    .as("the answer has arrived exactly")
                    .isTrue();
        } finally {
            mirror.answers(Good::answer);
        }
    }

    /** The same where what was sent is too long to say its length. */
    private static List<String> asLong(List<String> usual) {
        boolean chunked = mirror.headerNames().contains(CHUNKED);
        return usual.stream()
                .map(name -> chunked && name.equals("content-length") ? CHUNKED : name)
                .sorted()
                .toList();
    }

    private static JsonObject sent(ChatRequest request) throws Exception {
        int before = mirror.requests();
        ChatResponse answer = mirror.provider.chat(request);
        assertThat(answer.text()).isEqualTo(Good.TEXT);
        assertThat(mirror.requests()).as("requests").isEqualTo(before + 1);
        assertThat(mirror.headerNames()).isEqualTo(Engines.tellsLengths() ? headers : asLong(headers));
        return mirror.json();
    }

    private static void assertRefused(ChatRequest request) {
        int before = mirror.requests();
        assertThatThrownBy(() -> mirror.provider.chat(request))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("half of a surrogate pair")
                .hasMessageContaining("nothing was sent");
        assertThat(mirror.requests()).isEqualTo(before);
    }

    private static String answer(String text) {
        return "{\"choices\":[{\"message\":{\"content\":" + Json.createValue(text) + "}}]}";
    }
}
