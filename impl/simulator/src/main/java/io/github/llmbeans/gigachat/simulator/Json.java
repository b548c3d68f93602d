package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/** JSON through the standard interface. The provider is looked up once: a server's own is found on its own threads only. */
final class Json {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    /** TomEE's takes strings of 8,192 characters unless it is told otherwise, and prompts are longer. */
    private static final JsonParserFactory PARSERS =
            PROVIDER.createParserFactory(Map.of("org.apache.johnzon.max-string-length", 65_536));

    private Json() {}

    /** Looks the provider up now, on the caller's thread. */
    static void load() {
        PROVIDER.toString();
    }

    static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    /** Reads one JSON value, or nothing if the text is not exactly one. */
    static Optional<JsonValue> read(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            if (!parser.hasNext()) {
                return Optional.empty();
            }
            parser.next();
            JsonValue value = parser.getValue();
            return parser.hasNext() ? Optional.empty() : Optional.of(value);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    static Optional<JsonObject> readObject(String text) {
        return read(text).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }
}
