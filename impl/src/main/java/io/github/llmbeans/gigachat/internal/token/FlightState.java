package io.github.llmbeans.gigachat.internal.token;

import java.util.concurrent.CompletableFuture;

/** What is being done about the next token. Compared by identity: each flight leaves a ground that was not there before. */
sealed interface FlightState {

    /** A token request under way, and its outcome for everybody who joins. */
    final class Flight extends CompletableFuture<AccessToken> implements FlightState {}

    /** No request; after a failed early refresh none is started ahead of time during the pause. */
    final class Ground implements FlightState {
        private final long pauseFromMillis;
        private final long pauseUntilMillis;

        private Ground(long pauseFromMillis, long pauseUntilMillis) {
            this.pauseFromMillis = pauseFromMillis;
            this.pauseUntilMillis = pauseUntilMillis;
        }

        static Ground open() {
            return new Ground(0, 0);
        }

        static Ground paused(long fromMillis, long untilMillis) {
            return new Ground(fromMillis, untilMillis);
        }

        /** A clock that is set back ends the pause. */
        boolean pausedAt(long nowMillis) {
            return nowMillis >= pauseFromMillis && nowMillis < pauseUntilMillis;
        }
    }
}
