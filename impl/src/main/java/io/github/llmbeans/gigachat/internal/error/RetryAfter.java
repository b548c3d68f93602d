package io.github.llmbeans.gigachat.internal.error;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Retry-After} (seconds or one of the three date forms of RFC 9110 §5.6.7) and {@code Date}. A hint that
 * cannot be read is no hint; it never hides the error that carries it.
 */
public final class RetryAfter {
    /** Longer hints are shortened to this; no deadline is longer. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int MAX_DIGITS = 12;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** The time to wait, or {@code null} if there is no readable hint; a moment in the past is zero. */
    public static @Nullable Duration parse(@Nullable String value, @Nullable String dateHeader, Instant now) {
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > MAX_DIGITS ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant moment = date(text);
        if (moment == null) {
            return null;
        }
        Instant serverNow = dateHeader == null ? null : date(dateHeader.strip());
        return bounded(Duration.between(serverNow == null ? now : serverNow, moment));
    }

    /** An HTTP date in any of its three forms, or {@code null}. */
    public static @Nullable Instant date(String text) {
        for (DateTimeFormatter form : DATES) {
            try {
                return Instant.from(form.parse(text));
            } catch (DateTimeParseException notThisForm) {
                continue;
            }
        }
        return null;
    }

    private static Duration bounded(Duration duration) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    }
}
