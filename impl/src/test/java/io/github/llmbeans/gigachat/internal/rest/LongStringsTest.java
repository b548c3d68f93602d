package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.internal.wire.CompletionResponse;
import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On Johnzon, set up as TomEE sets it up. */
class LongStringsTest {
    private static final String MAX_STRING_LENGTH = "org.apache.johnzon.max-string-length";

    private static Jsonb jsonb;
    private static JsonTexts texts;

    /** It looks at the property when its classes are loaded, which nobody else here does. */
    @BeforeAll
    static void asOnTomEE() {
        System.setProperty(MAX_STRING_LENGTH, "8192");
        JsonProvider johnzon = ServiceLoader.load(JsonProvider.class).stream()
                .filter(provider -> provider.type().getName().startsWith("org.apache.johnzon."))
                .findFirst()
                .orElseThrow()
                .get();
        jsonb = JsonbBuilder.create();
        texts = new JsonTexts(jsonb, johnzon);
    }

    @AfterAll
    static void asBefore() throws Exception {
        jsonb.close();
        System.clearProperty(MAX_STRING_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_192, 8_193, 65_536, 65_537, 1_000_000})
    void anAnswerAndAPieceAreUnderstoodHoweverLongTheyAre(int length) {
        String said = "x".repeat(length);

        CompletionResponse answer = texts.completion("{\"choices\":[{\"message\":{\"content\":\"" + said + "\"}}]}");
        StreamChunk piece = texts.chunk("{\"choices\":[{\"delta\":{\"content\":\"" + said + "\"}}]}");

        assertThat(answer.choices().get(0).message().content()).isEqualTo(said);
        assertThat(piece.choice().delta().content()).isEqualTo(said);
    }
}
