package io.github.llmbeans.gigachat.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in one pass is what JSON-B reads; everything else is left to JSON-B. */
class UsualAnswersTest {
    private static final String ANSWER = """
            {"choices":[{"message":{"content":"Два \\"плюс\\" два\\n= 4 \\ud83d\\ude00","role":"assistant",\
            "reasoning_content":"hm","functions_state_id":"7"},"index":0,"finish_reason":"stop"}],"created":1790000000,\
            "model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion","usage":{"prompt_tokens":28,\
            "completion_tokens":9,"total_tokens":37,"precached_prompt_tokens":4}}""";
    private static final String CHUNK = """
            {"choices":[{"delta":{"content":"Раз, ","role":"assistant"},"index":0}],"created":1790000010,\
            "model":"GigaChat-2-Max:2.0.30.01","object":"chat.completion","usage":{"prompt_tokens":17}}""";

    private final Jsonb jsonb = JsonbBuilder.create();

    @Test
    void anAnswerAsGigaChatSendsItIsReadAsByJsonB() {
        assertThat(completion(ANSWER)).isNotNull().isEqualTo(jsonb.fromJson(ANSWER, CompletionResponse.class));
    }

    @Test
    void aPieceAsGigaChatSendsItIsReadAsByJsonB() {
        assertThat(chunk(CHUNK)).isNotNull().isEqualTo(jsonb.fromJson(CHUNK, StreamChunk.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null,\"model\":null,\"usage\":null}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"SAID\":null,\"finish_reason\":null}]}",
                "{\"choices\":[{\"SAID\":{}},{\"index\":1}]}",
                "{\"model\":\"a\",\"model\":\"b\",\"extra\":true,\"more\":1.5,\"none\":null}",
                "{\"usage\":{\"prompt_tokens\":-1,\"total_tokens\":null,\"extra\":\"x\"},\"created\":1.5}",
                " {\"created\" : 12e3 , \"usage\" : {} } \n"
            })
    void theUnusualInAUsualShapeIsReadAsByJsonB(String text) {
        String answer = text.replace("SAID", "message");
        String piece = text.replace("SAID", "delta");

        assertThat(completion(answer)).isNotNull().isEqualTo(jsonb.fromJson(answer, CompletionResponse.class));
        assertThat(chunk(piece)).isNotNull().isEqualTo(jsonb.fromJson(piece, StreamChunk.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{\"model\":1}",
                "{\"choices\":{}}",
                "{\"choices\":[null]}",
                "{\"usage\":{\"prompt_tokens\":\"1\"}}",
                "{\"usage\":{\"prompt_tokens\":1.5}}",
                "{\"usage\":{\"prompt_tokens\":9999999999999999999}}",
                "{\"created\":\"1790000000\"}",
                "{\"created\":null}",
                "{\"extra\":{}}",
                "{\"extra\":[]}",
                "{\"extra\":1234567890123456789}",
                "{\"choices\":[{\"message\":{\"function_call\":{}},\"delta\":{\"function_call\":{}}}]}",
                "{} {}",
                "{}}",
                "{\"model\":\"a\",}"
            })
    void everythingElseIsLeftToJsonB(String text) {
        assertThat(completion(text)).isNull();
        assertThat(chunk(text)).isNull();
    }

    @Test
    void whatBreaksOffAnywhereIsLeftToJsonB() {
        assertThat(IntStream.range(0, ANSWER.length()).mapToObj(end -> ANSWER.substring(0, end)))
                .allSatisfy(start -> assertThat(completion(start)).isNull());
        assertThat(IntStream.range(0, CHUNK.length()).mapToObj(end -> CHUNK.substring(0, end)))
                .allSatisfy(start -> assertThat(chunk(start)).isNull());
    }

    private static CompletionResponse completion(String text) {
        return UsualAnswers.completion(parser(text));
    }

    private static StreamChunk chunk(String text) {
        return UsualAnswers.chunk(parser(text));
    }

    private static JsonParser parser(String text) {
        return Json.createParser(new StringReader(text));
    }
}
