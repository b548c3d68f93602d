package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.wire.CompletionResponse;
import io.github.llmbeans.gigachat.internal.wire.LongStrings;
import io.github.llmbeans.gigachat.internal.wire.StreamChunk;
import io.github.llmbeans.gigachat.internal.wire.UsualAnswers;
import jakarta.json.JsonException;
import jakarta.json.bind.Jsonb;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of others into our records. Whether it is whole is found out first: bound as it is, a text that breaks off
 * inside a member that the record does not have keeps Yasson busy for ever, and a number of a million digits for half a
 * minute. Thread-safe.
 */
final class JsonTexts {
    /** The time to read a number grows with the square of its digits. */
    private static final int LONGEST_NUMBER = 1_000;

    private final Jsonb jsonb;
    private final JsonParserFactory parsers;

    JsonTexts(Jsonb jsonb) {
        this(jsonb, JsonProvider.provider());
    }

    JsonTexts(Jsonb jsonb, JsonProvider json) {
        this.jsonb = jsonb;
        this.parsers = json.createParserFactory(LongStrings.settings());
    }

    /** A whole answer, or {@code null} if the text is not JSON or not of this shape. */
    @Nullable
    CompletionResponse completion(String text) {
        CompletionResponse usual = usual(text, UsualAnswers::completion);
        return usual == null ? read(text, CompletionResponse.class) : usual;
    }

    /** An event of a stream, or {@code null} if the text is not JSON or not of this shape. */
    @Nullable
    StreamChunk chunk(String text) {
        StreamChunk usual = usual(text, UsualAnswers::chunk);
        return usual == null ? read(text, StreamChunk.class) : usual;
    }

    private <T> @Nullable T usual(String text, Function<JsonParser, @Nullable T> reader) {
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            return reader.apply(parser);
        }
    }

    /** The value, or {@code null} if the text is not JSON or not of this shape. */
    <T> @Nullable T read(String text, Class<T> type) {
        try {
            requireWhole(text);
            return jsonb.fromJson(text, type);
        } catch (RuntimeException | StackOverflowError notTheShape) {
            // Their messages quote the text, which may be an answer or a token.
            return null;
        }
    }

    private void requireWhole(String text) {
        try (JsonParser parser = parsers.createParser(new StringReader(text))) {
            int depth = 0;
            do {
                JsonParser.Event event = parser.next();
                depth += step(event);
                if (event == JsonParser.Event.VALUE_NUMBER && parser.getString().length() > LONGEST_NUMBER) {
                    throw new JsonException("a number has more than " + LONGEST_NUMBER + " characters");
                }
            } while (depth > 0);
        }
    }

    private static int step(JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }
}
