package io.github.llmbeans.gigachat.internal.error;

import jakarta.json.bind.Jsonb;
import java.math.BigDecimal;
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
    private static final int HIGHEST = 999_999;

    /** No error is longer, in characters; what is may take long to read. */
    private static final int LONGEST = 64 * 1024;

    /** Reads the body of an error, whatever its shape. */
    public static ErrorBody read(String body, Jsonb jsonb, Secrets secrets) {
        return read(body, jsonb, secrets, Excerpt.of(body, secrets));
    }

    /**
     * Reads a body that came as a success. Shown is what an error, a page or plain words say; anything else may be an
     * answer or a token.
     */
    public static ErrorBody readSuccess(String body, Jsonb jsonb, Secrets secrets) {
        boolean page = body.stripLeading().startsWith("<");
        return read(body, jsonb, secrets, page || plainWords(body) ? Excerpt.of(body, secrets) : "");
    }

    /** Neither JSON, wherever it begins, nor bytes that are no UTF-8. */
    private static boolean plainWords(String body) {
        return body.chars().noneMatch(c -> c == '{' || c == '[' || c == '"' || c == '\uFFFD');
    }

    private static ErrorBody read(String body, Jsonb jsonb, Secrets secrets, String otherwise) {
        if (body.length() <= LONGEST && body.stripLeading().startsWith("{")) {
            try {
                return fromJson(jsonb.fromJson(body, Map.class), secrets, otherwise);
            } catch (RuntimeException | StackOverflowError truncatedOrMalformedOrTooDeep) {
                return new ErrorBody(null, null, otherwise);
            }
        }
        return new ErrorBody(null, null, otherwise);
    }

    private static ErrorBody fromJson(Map<?, ?> json, Secrets secrets, String otherwise) {
        Object error = json.get("error");
        Map<?, ?> inner = error instanceof Map<?, ?> nested ? nested : json;
        Object message = inner.get("message") instanceof String text ? text : error;
        return new ErrorBody(
                number(inner.get("status")),
                number(inner.get("code")),
                message instanceof String text ? Excerpt.of(text, secrets) : otherwise);
    }

    private static @Nullable Integer number(@Nullable Object value) {
        if (!(value instanceof Number || value instanceof String)) {
            return null;
        }
        try {
            int number = new BigDecimal(value.toString()).intValueExact();
            return number >= 0 && number <= HIGHEST ? number : null;
        } catch (ArithmeticException | NumberFormatException notWholeOrNone) {
            return null;
        }
    }
}
