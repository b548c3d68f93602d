package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.Deadline;
import java.time.Duration;

/** Somebody who wants the credentials proved. */
final class Prover {
    private static final AccessToken PROVED = AccessToken.ready("proved", 0);

    private Prover() {}

    /** Asks, and returns once the proof is there or is waited for. */
    static Caller start(TokenCache cache, Duration interval, Deadline deadline) {
        Caller prover = Caller.blocking(() -> {
            cache.prove(interval, deadline);
            return PROVED;
        });
        prover.awaitWaitingOrDone();
        return prover;
    }

    static Caller start(CacheFixture fixture, Duration interval) {
        return start(fixture.cache, interval, CacheFixture.patient());
    }
}
