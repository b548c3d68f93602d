package io.github.llmbeans.gigachat.internal.wire;

import io.github.llmbeans.FunctionCall;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Function calls between the contract, where arguments are JSON text, and the wire, where they are a JSON object (GigaChat
 * REST reference §2.3). A string on the wire, as other APIs write it, is understood too.
 */
public final class FunctionCalls {
    private static final JsonReaderFactory READERS = Json.createReaderFactory(LongStrings.settings());
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private FunctionCalls() {}

    /** The call, or {@code null} if there is none or it names no function. */
    public static @Nullable FunctionCall toContract(@Nullable JsonValue value) {
        if (!(value instanceof JsonObject call)
                || !(call.get("name") instanceof JsonString name)
                || name.getString().isBlank()) {
            return null;
        }
        return new FunctionCall(name.getString(), arguments(call.get("arguments")));
    }

    private static String arguments(@Nullable JsonValue value) {
        if (value == null || value.equals(JsonValue.NULL)) {
            return JsonValue.EMPTY_JSON_OBJECT.toString();
        }
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    /** The call as it goes out, or {@code null} if its arguments are no JSON object. */
    public static @Nullable JsonObject toWire(FunctionCall call) {
        try (JsonReader reader = READERS.createReader(new StringReader(call.arguments()))) {
            return BUILDERS.createObjectBuilder()
                    .add("name", call.name())
                    .add("arguments", reader.readObject())
                    .build();
        } catch (RuntimeException | StackOverflowError notAnObject) {
            // Their messages quote the text, which is part of an answer.
            return null;
        }
    }
}
