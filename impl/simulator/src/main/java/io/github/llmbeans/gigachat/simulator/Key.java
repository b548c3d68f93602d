package io.github.llmbeans.gigachat.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** Authorization keys: the base64 of {@code id:secret}. */
final class Key {

    private Key() {}

    static String generate(Supplier<String> ids) {
        String pair = ids.get() + ":" + ids.get();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** The pair inside the key, if it is one. */
    static Optional<String> decode(String key) {
        try {
            String pair = new String(Base64.getDecoder().decode(key), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon > 0 && colon < pair.length() - 1 ? Optional.of(pair) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
