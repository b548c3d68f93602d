package io.github.llmbeans.gigachat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.BlockingStream;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.gigachat.GigaChatProvider;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever valid JSON a server sends, a call ends with an answer or an exception of the contract, and soon. */
class JsonPropertiesTest {
    private static Mirror mirror;

    @BeforeContainer
    static void start() {
        mirror = new Mirror();
    }

    @AfterContainer
    static void stop() {
        mirror.close();
    }

    @Property
    void anAnswerOfAnyShapeIsAnAnswerOrAnExceptionOfTheContract(@ForAll("json") String json) {
        mirror.answers(link -> link.answer("200 OK", Good.JSON, json));
        outcome(() -> mirror.provider.chat(ChatRequest.of("Hello")));
    }

    @Property
    void anErrorOfAnyShapeKeepsItsStatus(@ForAll("json") String json) {
        mirror.answers(link -> link.answer("422 Unprocessable Entity", Good.JSON, json));
        ProviderException e = outcome(() -> mirror.provider.chat(ChatRequest.of("Hello")));

        assertThat(e).isNotNull();
        assertThat(e.status()).hasValue(422);
    }

    @Property
    void anEventOfAnyShapeIsAnEventOrAnExceptionOfTheContract(@ForAll("json") String json) {
        mirror.answers(link -> link.answer("200 OK", Good.EVENTS, "data: " + json + "\n\n" + Good.STREAM));
        outcome(() -> {
            try (BlockingStream<StreamEvent> events =
                    BlockingStream.of(mirror.provider.chatStream(ChatRequest.of("Hello")))) {
                events.forEachRemaining(event -> {});
            }
        });
    }

    @Property
    void aTokenAnswerOfAnyShapeIsATokenOrAnExceptionOfTheContract(@ForAll("json") String json) {
        try (Wire wire = new Wire(link -> {
                    if (Good.spot(link) == Spot.TOKEN) {
                        link.answer("200 OK", Good.JSON, json);
                    } else {
                        Good.answer(link);
                    }
                });
                GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("gigachat")
                        .apiKey(Good.KEY)
                        .authUrl(wire.uri() + Good.OAUTH)
                        .baseUrl(wire.uri() + "/v1")
                        .maxRetries(0)
                        .build())) {
            outcome(() -> provider.generate("Hello"));
        }
    }

    /** The exception, or {@code null}; anything else that is thrown fails the test. */
    private static ProviderException outcome(Runnable call) {
        try {
            call.run();
            return null;
        } catch (ProviderException e) {
            assertThat(e).as("ended by itself").isNotInstanceOf(ProviderTimeoutException.class);
            assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(1000).doesNotContain("\n");
            return e;
        }
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.frequencyOf(Tuple.of(3, answerLike()), Tuple.of(1, value(3)));
    }

    /** The right members, each with something in it that may be right. */
    private static Arbitrary<String> answerLike() {
        Arbitrary<String> anything = value(2);
        Arbitrary<String> message = object(
                anything,
                "role",
                "content",
                "reasoning_content",
                "name",
                "function_call",
                "functions_state_id",
                "created");
        Arbitrary<String> choice = Combinators.combine(or(message, anything), or(message, anything), anything)
                .as((m, d, reason) -> "{\"message\":" + m + ",\"delta\":" + d + ",\"finish_reason\":" + reason + "}");
        Arbitrary<String> choices =
                or(choice.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]"), anything);
        Arbitrary<String> rest = object(
                anything,
                "usage",
                "model",
                "created",
                "object",
                "status",
                "code",
                "message",
                "error",
                "access_token",
                "tok",
                "expires_at",
                "exp",
                "choices");
        return Combinators.combine(choices, rest)
                .as((c, r) -> "{\"choices\":" + c + (r.equals("{}") ? "}" : "," + r.substring(1)));
    }

    private static Arbitrary<String> or(Arbitrary<String> usual, Arbitrary<String> other) {
        return Arbitraries.frequencyOf(Tuple.of(4, usual), Tuple.of(1, other));
    }

    private static Arbitrary<String> object(Arbitrary<String> values, String... names) {
        Arbitrary<String> member =
                Combinators.combine(Arbitraries.of(names), values).as((name, value) -> "\"" + name + "\":" + value);
        return member.list().ofMaxSize(6).map(all -> "{" + String.join(",", all) + "}");
    }

    private static Arbitrary<String> value(int depth) {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "-0",
                        "1",
                        "-1",
                        "429",
                        "1e999999999",
                        "-1E-999999999",
                        "1e400",
                        "9223372036854775808",
                        "-9223372036854775809",
                        "123456789012345678901234567890",
                        "0.1",
                        "401",
                        "200",
                        "\"\"",
                        "\"stop\"",
                        "\"429\"",
                        "\"\\u0000\"",
                        "\"\\ud83d\"",
                        "\"\\udc4b\\ud83d\"",
                        "{}",
                        "[]",
                        "[[[[[[]]]]]]",
                        "\"function_in_progress\"",
                        "\"1e999999999\"",
                        "9".repeat(400)),
                Hostile.texts()
                        .map(text -> Json.createValue(
                                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                                .toString()));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<String> inner = value(depth - 1);
        Arbitrary<String> list = inner.list().ofMaxSize(3).map(all -> "[" + String.join(",", all) + "]");
        Arbitrary<String> object = object(
                inner,
                "a",
                "a",
                "name",
                "arguments",
                "message",
                "status",
                "code",
                "prompt_tokens",
                "total_tokens",
                "content");
        return Arbitraries.frequencyOf(Tuple.of(3, leaf), Tuple.of(1, list), Tuple.of(2, object));
    }
}
