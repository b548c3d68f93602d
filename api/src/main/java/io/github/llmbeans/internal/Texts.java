package io.github.llmbeans.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Makes texts of others fit for a message or a line of a log. */
public final class Texts {
    private static final int MAX_SHOWN = 64;

    private Texts() {}

    /** The text with U+FFFD in place of each half of a surrogate pair that stands alone, which no UTF-8 can carry. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return text.codePoints()
                            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                }
                i++;
            }
        }
        return text;
    }

    /** On one line: every character that could end a line or hide is shown by its number. */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** A time as people configure it: {@code 1.5 s}. */
    public static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString() + " s";
    }

    /** The same of a time that is left, to the millisecond. */
    public static String secondsLeft(Duration time) {
        return seconds(time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** On one line, and only so much that it does not drown the message. */
    public static String shown(String text) {
        return text.length() <= MAX_SHOWN ? oneLine(text) : oneLine(text.substring(0, MAX_SHOWN)) + "…";
    }
}
