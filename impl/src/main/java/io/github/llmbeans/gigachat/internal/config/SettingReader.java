package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
import io.github.llmbeans.gigachat.internal.text.Seconds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Turns texts into values; what does not fit is an error that names the setting, the bound and the value seen. */
public final class SettingReader {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private static final int MAX_SHOWN = 64;

    private final SettingNames names;

    public SettingReader(SettingNames names) {
        this.names = names;
    }

    /** Seconds as a decimal number, as GigaChat's SDKs take them, or an ISO-8601 duration. */
    public Duration duration(String setting, String text, Duration min, Duration max) {
        Duration value;
        try {
            value = text.strip().toUpperCase(Locale.ROOT).startsWith("P")
                    ? Duration.parse(text.strip())
                    : Duration.ofNanos(
                            new BigDecimal(text.strip()).multiply(NANOS).longValueExact());
        } catch (ArithmeticException | NumberFormatException | DateTimeParseException e) {
            throw wrong(setting, "a number of seconds or an ISO-8601 duration such as PT30S", text);
        }
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw wrong(setting, "between " + Seconds.number(min) + " and " + Seconds.number(max) + " seconds", text);
        }
        return value;
    }

    public int integer(String setting, String text, int min, int max) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the bounds.
        }
        throw wrong(setting, "a whole number between " + min + " and " + max, text);
    }

    public double number(String setting, String text, double min, double max) {
        try {
            double value = new BigDecimal(text.strip()).doubleValue();
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the bounds.
        }
        throw wrong(
                setting,
                "a number between " + BigDecimal.valueOf(min).toPlainString() + " and "
                        + BigDecimal.valueOf(max).toPlainString(),
                text);
    }

    public boolean bool(String setting, String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw wrong(setting, "true or false", text);
        };
    }

    public IllegalArgumentException wrong(String setting, String bound, String seen) {
        return new IllegalArgumentException(names.of(setting) + " must be " + bound + ", was \"" + shown(seen) + "\"");
    }

    /** On one line, and only so much that it does not drown the message. */
    public static String shown(String text) {
        String start = text.codePoints()
                .limit(MAX_SHOWN)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return start.length() < text.length() ? start + "…" : start;
    }
}
