package io.github.llmbeans.gigachat.internal.error;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks what must not be shown, should a server send it back: the key, its decoded parts, the latest tokens, and the
 * Base64 of each.
 */
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
        List<String> secrets = new ArrayList<>(fixed);
        secrets.addAll(tokens.get());
        String masked = text;
        for (String form : forms(secrets)) {
            masked = masked.replace(form, MASK);
        }
        return masked;
    }

    /** The secrets and their Base64, in both alphabets, with padding and without; the longest first. */
    private static List<String> forms(List<String> secrets) {
        return secrets.stream()
                .filter(secret -> secret.length() > TOO_SHORT)
                .flatMap(secret -> {
                    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
                    return Stream.of(
                            secret,
                            Base64.getEncoder().encodeToString(bytes),
                            Base64.getEncoder().withoutPadding().encodeToString(bytes),
                            Base64.getUrlEncoder().encodeToString(bytes),
                            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                })
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static List<String> parts(@Nullable String credentials) {
        if (credentials == null) {
            return List.of();
        }
        String pair = decoded(credentials);
        return List.of(credentials, pair, pair.substring(pair.indexOf(':') + 1));
    }

    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return credentials;
        }
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }
}
