package io.github.llmbeans.gigachat.internal.error;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that some tokens and keys may look like in a text. Immutable. */
final class SecretForms {
    static final SecretForms NONE = new SecretForms(List.of(), List.of());

    private static final int TOO_SHORT = 4;
    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    private final List<String> tokens;
    private final List<String> keys;
    private final List<String> forms;

    private SecretForms(List<String> tokens, List<String> keys) {
        this.tokens = List.copyOf(tokens);
        this.keys = List.copyOf(keys);
        List<String> secrets = new ArrayList<>(tokens);
        keys.forEach(key -> secrets.addAll(parts(key)));
        this.forms = forms(secrets);
    }

    /** Those of these tokens and keys: these here, if nothing has changed. */
    SecretForms after(List<String> tokensNow, List<String> keysNow) {
        return tokens.equals(tokensNow) && keys.equals(keysNow) ? this : new SecretForms(tokensNow, keysNow);
    }

    /** The text with a mask in place of each. */
    String masked(String text, String mask) {
        String masked = text;
        for (String form : forms) {
            if (form.length() <= masked.length()) {
                masked = masked.replace(form, mask);
            }
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
                .flatMap(SecretForms::escapes)
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
}
