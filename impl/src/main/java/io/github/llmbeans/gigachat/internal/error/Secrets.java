package io.github.llmbeans.gigachat.internal.error;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks what must not be shown, should a server send it back: the key, its decoded parts, the latest tokens, the
 * Base64 of each, and all of these percent-encoded.
 */
public final class Secrets {
    private static final String MASK = "***";
    private static final int TOO_SHORT = 4;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final Supplier<List<String>> keys;
    private final Supplier<List<String>> tokens;

    public Secrets(@Nullable String credentials, Supplier<List<String>> tokens) {
        this(tokens, () -> credentials == null ? List.of() : List.of(credentials));
    }

    private Secrets(Supplier<List<String>> tokens, Supplier<List<String>> keys) {
        this.tokens = tokens;
        this.keys = keys;
    }

    /** For keys that change. */
    public static Secrets ofKeys(Supplier<List<String>> keys, Supplier<List<String>> tokens) {
        return new Secrets(tokens, keys);
    }

    public String mask(String text) {
        List<String> secrets = new ArrayList<>(tokens.get());
        keys.get().forEach(key -> secrets.addAll(parts(key)));
        String masked = text;
        for (String form : forms(secrets)) {
            masked = masked.replace(form, MASK);
        }
        return masked;
    }

    /** The secrets, their Base64 in both alphabets, with padding and without, and each as in an address; longest first. */
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
                .flatMap(Secrets::escapes)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Percent-encoded as in a form and as in a path, with capital digits and small ones. */
    private static Stream<String> escapes(String secret) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String path = form.replace("+", "%20").replace("%7E", "~");
        return Stream.of(secret, form, path)
                .flatMap(text -> Stream.of(
                        text,
                        ESCAPE.matcher(text).replaceAll(digits -> digits.group().toLowerCase(Locale.ROOT))));
    }

    private static List<String> parts(String credentials) {
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
