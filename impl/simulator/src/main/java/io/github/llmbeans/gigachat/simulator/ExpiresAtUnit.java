package io.github.llmbeans.gigachat.simulator;

import java.time.Instant;

/** The unit of {@code expires_at} in the answer of the token endpoint. */
public enum ExpiresAtUnit {
    /** Milliseconds since the epoch, as the GigaChat REST reference says. */
    MILLISECONDS,

    /** Seconds since the epoch, as some deployments are reported to send. */
    SECONDS;

    long of(Instant moment) {
        return this == MILLISECONDS ? moment.toEpochMilli() : moment.getEpochSecond();
    }
}
