package io.github.llmbeans.gigachat.internal.error;

import jakarta.json.bind.Jsonb;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error answer says: {@code {"status","message"}} of the API, {@code {"code","message"}} of the token endpoint,
 * {@code {"message"}} alone, or anything else as an excerpt. Never fails, whatever the body is.
 *
 * @param status the status inside the body, or {@code null}
 * @param code the token endpoint's code, or {@code null}
 * @param text what the server said, shortened and cleaned; empty if it said nothing
 */
public record ErrorBody(@Nullable Integer status, @Nullable Integer code, String text) {

    /** Reads a body of any shape. */
    public static ErrorBody read(String body, Jsonb jsonb, Secrets secrets) {
        if (body.stripLeading().startsWith("{")) {
            try {
                return fromJson(jsonb.fromJson(body, Map.class), secrets);
            } catch (RuntimeException truncatedOrMalformed) {
                return new ErrorBody(null, null, Excerpt.of(body, secrets));
            }
        }
        return new ErrorBody(null, null, Excerpt.of(body, secrets));
    }

    private static ErrorBody fromJson(Map<?, ?> json, Secrets secrets) {
        Map<?, ?> inner = json.get("error") instanceof Map<?, ?> nested ? nested : json;
        Object message = inner.get("message");
        return new ErrorBody(
                number(inner.get("status")),
                number(inner.get("code")),
                Excerpt.of(message instanceof String text ? text : "", secrets));
    }

    private static @Nullable Integer number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        if (value instanceof String text && text.matches("[0-9]{1,6}")) {
            return Integer.valueOf(text);
        }
        return null;
    }
}
