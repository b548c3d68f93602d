package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.spi.JsonProvider;
import java.util.Map;

/**
 * Answers have strings of any length. Johnzon, the parser of TomEE, refuses those of more than 8,192 characters there, which
 * is a page or two, unless it is told otherwise; with as much as its buffer holds it refuses none. Other parsers pass the
 * setting over. How much is read at all is bounded elsewhere, in bytes.
 */
public final class LongStrings {
    private static final String MAX_STRING_LENGTH = "org.apache.johnzon.max-string-length";
    private static final int BUFFER = 65_536;

    private LongStrings() {}

    /** What a factory of parsers or readers is made with. */
    public static Map<String, ?> settings() {
        return Map.of(MAX_STRING_LENGTH, BUFFER);
    }

    /** JSON-B that reads them; Johnzon's hears of the setting only with a provider of JSON-P. */
    public static Jsonb jsonb() {
        return JsonbBuilder.newBuilder()
                .withProvider(JsonProvider.provider())
                .withConfig(new JsonbConfig().setProperty(MAX_STRING_LENGTH, BUFFER))
                .build();
    }
}
