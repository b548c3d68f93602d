package io.github.llmbeans.gigachat.internal.token;

import java.time.Duration;

/**
 * How long one token request may take: as long as a call usually has, or as the very call has that needs the token if that is
 * longer, but then a minute at most. Others join the same request; those who come after the usual time begin another.
 *
 * @param usual the time of a call that says nothing
 */
public record TokenPatience(Duration usual) {
    private static final Duration LONGEST_FOR_ONE = Duration.ofMinutes(1);

    /** For a call that has so much time left. */
    public Duration forCall(Duration left) {
        return longer(usual, left.compareTo(LONGEST_FOR_ONE) < 0 ? left : LONGEST_FOR_ONE);
    }

    /** The longest of all. */
    public Duration longest() {
        return longer(usual, LONGEST_FOR_ONE);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
