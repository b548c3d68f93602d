package io.github.llmbeans.gigachat.internal.error;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Masks what must not be shown, should a server send it back: the key, its decoded parts, the latest tokens. */
public final class Secrets {
    private static final String MASK = "***";
    private static final int TOO_SHORT = 4;

    private final List<String> fixed;
    private final Supplier<List<String>> tokens;

    public Secrets(@Nullable String credentials, Supplier<List<String>> tokens) {
        this.fixed = parts(credentials);
        this.tokens = tokens;
    }

    public String mask(String text) {
        String masked = text;
        for (String token : tokens.get()) {
            if (token.length() > TOO_SHORT) {
                masked = masked.replace(token, MASK);
            }
        }
        for (String secret : fixed) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private static List<String> parts(@Nullable String credentials) {
        List<String> parts = new ArrayList<>();
        if (credentials == null) {
            return parts;
        }
        parts.add(credentials);
        try {
            String pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            parts.add(pair);
            parts.add(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException notBase64) {
            // The key is masked as it is; there is nothing to decode.
        }
        parts.removeIf(part -> part.length() <= TOO_SHORT);
        return parts;
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }
}
