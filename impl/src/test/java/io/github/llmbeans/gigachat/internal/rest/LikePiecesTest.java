package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from an event without reading it is what a parser would find there. */
class LikePiecesTest {
    private static final String START = "{\"choices\":[{\"delta\":{\"content\":\"";
    private static final String END = "\"},\"index\":0}],\"created\":1790000000,\"model\":\"GigaChat-2\"}";

    private final JsonTexts json = new JsonTexts(JsonbBuilder.create());
    private final LikePieces like = new LikePieces();

    private static String piece(String text) {
        return START + text + END;
    }

    /** As a stream does. */
    private String told(String event) {
        String text = like.textOf(event);
        StreamChunk chunk = json.chunk(event);
        if (text != null || chunk == null || chunk.choice() == null) {
            return text;
        }
        like.read(event, chunk, chunk.choice());
        return null;
    }

    @Test
    void thePiecesAfterTheFirstAreNotRead() {
        assertThat(told(piece("Бин"))).isNull();
        assertThat(told(piece(" живёт"))).isEqualTo(" живёт");
        assertThat(told(piece(""))).isEmpty();
        assertThat(told(piece("\ud83e\uded8"))).isEqualTo("\ud83e\uded8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\\"", "a\\u0041", "a\"},\"index\":1,\"x\":{\"y\":\"b", "\u0001", "\\"})
    void whatIsMoreThanAPlainTextIsRead(String text) {
        told(piece("first"));

        assertThat(like.textOf(piece(text))).isNull();
    }

    @Test
    void anEscapeInBetweenChangesNothingForTheOthers() {
        told(piece("first"));
        told(piece("line\\n"));

        assertThat(told(piece("next"))).isEqualTo("next");
    }

    @Test
    void whatLooksAlikeButTellsMoreInTheMiddleLeavesNothingKnown() {
        String other = "a\"},\"index\":0}],\"model\":\"other\",\"x\":[{\"z\":{\"y\":\"b";
        String start = "{\"model\":\"GigaChat-2\",\"choices\":[{\"delta\":{\"content\":\"";
        told(start + "first\"}}]}");
        told(start + other + "\"}}]}");

        assertThat(like.textOf(start + "next\"}}]}")).isNull();
    }

    @Test
    void otherFactsAroundTheTextAreReadAndCountFromThenOn() {
        told(piece("first"));
        String later = piece("a").replace("1790000000", "1790000001");

        assertThat(told(later)).isNull();
        assertThat(told(later)).isEqualTo("a");
        assertThat(told(piece("first"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"delta\":{\"content\":\"5\",\"role\":\"function_in_progress\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"reasoning_content\":\"b\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"functions_state_id\":\"b\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"function_call\":{\"name\":\"b\",\"arguments\":{}}}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}],\"usage\":{\"prompt_tokens\":1}}",
                "{\"choices\":[{\"delta\":{\"content\":\"a\",\"content\":\"b\"}}]}",
                "{\"choices\":[{\"delta\":{\"x\\\"content\":\"a\",\"content\" : \"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\": \"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\": \"a\"},\"x\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"x\":{\"content\":\"a\"},\"delta\":{\"content\"\n:\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"\\u0063ontent\":\"a\"},\"x\":{\"content\":\"a\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\\n\"}}]}",
            })
    void nothingIsConcludedFromAnEventThatTellsMoreOrIsOdd(String event) {
        told(piece("first"));
        told(event);

        assertThat(like.textOf(event)).isNull();
        assertThat(like.textOf(piece("first"))).isNull();
    }

    @Property(tries = 2_000)
    void whateverIsTakenAParserWouldFind(@ForAll("events") List<String> events) {
        LikePieces pieces = new LikePieces();
        for (String event : events) {
            String text = pieces.textOf(event);
            StreamChunk chunk = json.chunk(event);
            if (text != null) {
                assertThat(chunk).isNotNull();
                assertThat(chunk.choice().delta().content()).isEqualTo(text);
                assertThat(chunk.choice().finishReason()).isNull();
                assertThat(chunk.usage()).isNull();
            } else if (chunk != null && chunk.choice() != null) {
                pieces.read(event, chunk, chunk.choice());
            }
        }
    }

    @Provide
    Arbitrary<List<String>> events() {
        Arbitrary<String> parts = Arbitraries.of(
                START, END, "\"", "\\", "\"}", "content", "\"content\":\"", ",", ":", "a", "}", "{", "\\\"", "Бин");
        Arbitrary<String> texts = parts.list().ofMaxSize(5).map(list -> String.join("", list));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, texts.map(LikePiecesTest::piece)),
                        net.jqwik.api.Tuple.of(
                                2, Arbitraries.of("one", "two", "").map(LikePiecesTest::piece)),
                        net.jqwik.api.Tuple.of(1, texts))
                .list()
                .ofMaxSize(6);
    }
}
