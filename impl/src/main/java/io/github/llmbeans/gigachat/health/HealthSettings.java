package io.github.llmbeans.gigachat.health;

import io.github.llmbeans.gigachat.internal.config.Values;
import java.time.Duration;

/**
 * How the health of the providers is told.
 *
 * @param enabled whether there are readiness checks
 * @param interval how long what a check has found holds
 */
public record HealthSettings(boolean enabled, Duration interval) {
    /** What stands before the settings in a key. */
    public static final String PREFIX = "llmbeans.health.";

    /** Whether there are readiness checks. */
    public static final String ENABLED = "enabled";

    /** How long what a check has found holds. */
    public static final String INTERVAL = "interval";

    /** Reads them; a mistake is noted. */
    public static HealthSettings read(Values values) {
        return new HealthSettings(
                values.flag(ENABLED, true),
                values.duration(INTERVAL, Duration.ofSeconds(10), Duration.ZERO, Duration.ofDays(1)));
    }
}
