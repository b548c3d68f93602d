package io.github.llmbeans.tck.server;

import java.time.Duration;

/** A body sent in {@code chunks} equal pieces, spread over {@code total}. */
record Dribble(int chunks, Duration total) {

    Dribble {
        if (chunks < 1) {
            throw new IllegalArgumentException("chunks must be at least 1, was " + chunks);
        }
        Durations.requireNotNegative(total, "total");
    }
}
