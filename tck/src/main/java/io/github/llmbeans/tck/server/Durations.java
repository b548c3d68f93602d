package io.github.llmbeans.tck.server;

import java.time.Duration;
import java.util.Objects;

/** Checks of durations given by a caller. */
final class Durations {

    private Durations() {}

    static Duration requireNotNegative(Duration value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value);
        }
        return value;
    }
}
