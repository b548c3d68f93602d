package io.github.llmbeans.gigachat.internal.error;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Masks what must not be shown, should a server send it back: the key, its decoded parts, the latest tokens, the
 * Base64 of each, and all of these percent-encoded. Thread-safe; what there is to look for is found out once for each new
 * token and key, since every answer is looked through.
 */
public final class Secrets {
    private static final String MASK = "***";

    private final Supplier<List<String>> keys;
    private final Supplier<List<String>> tokens;
    private volatile SecretForms forms = SecretForms.NONE;

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
        SecretForms known = forms;
        SecretForms now = known.after(tokens.get(), keys.get());
        if (now != known) {
            forms = now;
        }
        return now.masked(text, MASK);
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }
}
