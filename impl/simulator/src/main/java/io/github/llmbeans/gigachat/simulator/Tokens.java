package io.github.llmbeans.gigachat.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The access tokens given out. A new one does not revoke the others. Thread-safe. */
final class Tokens {

    /** Makes a whole answer of about 1.3 kB, as recorded. */
    private static final int CIPHER_PARTS = 23;

    private final Clock clock;
    private final Duration lifetime;
    private final Supplier<String> ids;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    Tokens(Clock clock, Duration lifetime, Supplier<String> ids) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.ids = ids;
    }

    record Token(String value, Instant expiresAt) {}

    enum State {
        VALID,
        EXPIRED,
        UNKNOWN
    }

    Token issue() {
        Token token = new Token(newValue(), clock.instant().plus(lifetime).truncatedTo(ChronoUnit.MILLIS));
        expiries.put(token.value(), token.expiresAt());
        return token;
    }

    State stateOf(String value) {
        Instant expiry = expiries.get(value);
        if (expiry == null) {
            return State.UNKNOWN;
        }
        return clock.instant().isBefore(expiry) ? State.VALID : State.EXPIRED;
    }

    void revokeAll() {
        expiries.clear();
    }

    /** Five parts with an empty second one, like the encrypted tokens of the service. */
    private String newValue() {
        String id = ids.get();
        return encoded("{\"alg\":\"dir\",\"enc\":\"simulated\"}") + ".." + encoded(id.substring(0, 12)) + "."
                + encoded(id.repeat(CIPHER_PARTS)) + "." + encoded(id.substring(0, 16));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
