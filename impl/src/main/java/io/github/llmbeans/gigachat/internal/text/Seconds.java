package io.github.llmbeans.gigachat.internal.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Times as people configure them. */
public final class Seconds {
    private Seconds() {}

    /** For instance {@code 1.5 s}. */
    public static String of(Duration time) {
        return number(time) + " s";
    }

    /** For instance {@code 1.5}. */
    public static String number(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.stripTrailingZeros().toPlainString();
    }
}
