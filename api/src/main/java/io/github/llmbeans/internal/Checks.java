package io.github.llmbeans.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Argument checks whose messages name the parameter, the bound and the value seen. */
public final class Checks {
    private static final int MAX_HEADER_LENGTH = 1024;

    private Checks() {}

    /** As {@link java.util.Objects#requireNonNull(Object, String)}, with a message in the form of the others. */
    public static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new NullPointerException(name + " must not be null");
        }
        return value;
    }

    public static String notBlank(String name, String value) {
        notNull(name, value);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank, was \"" + Texts.shown(value) + "\"");
        }
        return value;
    }

    /** Not blank, and without a character that could end a line of a log. */
    public static String oneLine(String name, String value) {
        notBlank(name, value);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%s must be one line of text, had U+%04X at index %d", name, (int) c, i));
            }
        }
        return value;
    }

    public static double within(String name, double value, double min, double max) {
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", was " + value);
        }
        return value;
    }

    public static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be between " + min + " and " + max + ", was " + value);
        }
        return value;
    }

    public static int atLeast(String name, int value, int min) {
        if (value < min) {
            throw new IllegalArgumentException(name + " must be at least " + min + ", was " + value);
        }
        return value;
    }

    public static double above(String name, double value, double bound) {
        if (!(value > bound && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    name + " must be a finite number greater than " + bound + ", was " + value);
        }
        return value;
    }

    public static Duration within(String name, Duration value, Duration min, Duration max) {
        notNull(name, value);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be between " + Texts.seconds(min) + " and "
                    + Texts.seconds(max) + ", was " + Texts.seconds(value));
        }
        return value;
    }

    public static Duration notNegative(String name, Duration value) {
        notNull(name, value);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + Texts.seconds(value));
        }
        return value;
    }

    public static Duration positive(String name, Duration value) {
        notNull(name, value);
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, was " + Texts.seconds(value));
        }
        return value;
    }

    /** An unmodifiable copy. */
    public static <T> List<T> noNulls(String name, List<T> values) {
        notNull(name, values);
        for (int i = 0; i < values.size(); i++) {
            notNull(name + "[" + i + "]", values.get(i));
        }
        return List.copyOf(values);
    }

    /** An unmodifiable copy. */
    public static <T> Set<T> noNulls(String name, Set<T> values) {
        for (T value : notNull(name, values)) {
            notNull("each of " + name, value);
        }
        return Set.copyOf(values);
    }

    /** A value that arrives in an HTTP header as it is: printable ASCII, no blanks around it, at most 1024 characters. */
    public static String headerValue(String name, String value) {
        notBlank(name, value);
        if (value.length() > MAX_HEADER_LENGTH) {
            throw new IllegalArgumentException(
                    name + " must have at most " + MAX_HEADER_LENGTH + " characters, had " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 || c > 0x7e) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%s must be printable ASCII, had U+%04X at index %d", name, (int) c, i));
            }
        }
        // Whoever reads a header takes the blanks around its value away.
        if (value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
            throw new IllegalArgumentException(
                    name + " must not begin or end with a blank, was \"" + Texts.shown(value) + "\"");
        }
        return value;
    }
}
