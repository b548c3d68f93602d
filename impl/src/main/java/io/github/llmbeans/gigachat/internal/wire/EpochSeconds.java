package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Moments on the wire. */
public final class EpochSeconds {
    private EpochSeconds() {}

    /** The moment, or {@code null} if the value is none. */
    public static @Nullable Instant instant(@Nullable JsonValue value) {
        try {
            return value instanceof JsonNumber number ? Instant.ofEpochSecond(number.longValueExact()) : null;
        } catch (ArithmeticException | DateTimeException notAMoment) {
            return null;
        }
    }
}
