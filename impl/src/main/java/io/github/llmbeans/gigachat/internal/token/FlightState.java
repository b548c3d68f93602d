package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What is being done about the next token. Compared by identity: each flight leaves a ground that was not there before. */
sealed interface FlightState {

    /** A token request under way, and its outcome for everybody who joins. */
    final class Flight extends CompletableFuture<AccessToken> implements FlightState {
        private final long begun = System.nanoTime();

        /** Whether it has been under way for so long: it has the time of a patient call, and others need not wait for that. */
        boolean olderThan(Duration time) {
            return System.nanoTime() - begun > time.toNanos();
        }

        /** Whether it ran out of its time, with less of it for somebody who asked at this moment of {@link System#nanoTime}. */
        boolean tooShortFor(long asked, Throwable failure) {
            return begun - asked < 0
                    && isCompletedExceptionally()
                    && failure instanceof ProviderTimeoutException late
                    && late.status().isEmpty()
                    && !late.retryable();
        }
    }

    /** No request; after a failed early refresh none is started ahead of time during the pause. */
    final class Ground implements FlightState {
        private static final Duration PAUSE = Duration.ofSeconds(10);

        private final long pauseFromMillis;
        private final long pauseUntilMillis;

        private Ground(long pauseFromMillis, long pauseUntilMillis) {
            this.pauseFromMillis = pauseFromMillis;
            this.pauseUntilMillis = pauseUntilMillis;
        }

        static Ground open() {
            return new Ground(0, 0);
        }

        /** A pause after this failure: 10 s, or as long as the server asked for if that is longer. */
        static Ground pausedAfter(Throwable failure, long nowMillis) {
            Duration pause = failure instanceof ProviderException e
                    ? e.retryAfter().filter(hint -> hint.compareTo(PAUSE) > 0).orElse(PAUSE)
                    : PAUSE;
            return new Ground(nowMillis, nowMillis + pause.toMillis());
        }

        /** A clock that is set back ends the pause. */
        boolean pausedAt(long nowMillis) {
            return nowMillis >= pauseFromMillis && nowMillis < pauseUntilMillis;
        }
    }
}
