package io.github.llmbeans.tck.run;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;

/** The secrets of one check in all the forms in which they could leak. Thread-safe. */
public final class Redaction {
    private final Set<String> secrets = new CopyOnWriteArraySet<>();
    private final Supplier<Collection<String>> tokens;

    Redaction(String secret, Supplier<Collection<String>> tokens) {
        secrets.add(secret);
        this.tokens = tokens;
    }

    /**
     * Every form to look for: {@link #plain()} and {@link #encoded()}.
     *
     * @return texts that must stand nowhere
     */
    public Set<String> forms() {
        Set<String> forms = new LinkedHashSet<>(plain());
        forms.addAll(encoded());
        return forms;
    }

    /**
     * The key and the tokens as they are.
     *
     * @return texts that must stand nowhere
     */
    public Set<String> plain() {
        Set<String> forms = new LinkedHashSet<>(secrets);
        forms.addAll(tokens.get());
        return forms;
    }

    /**
     * The key and the tokens in Base64, and what the key holds in Base64.
     *
     * @return texts that must stand nowhere
     */
    public Set<String> encoded() {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : plain()) {
            Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
            forms.add(encoder.encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
            try {
                String inside = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
                forms.add(inside.substring(inside.indexOf(':') + 1));
            } catch (IllegalArgumentException notBase64) {
                // Then there is nothing inside.
            }
        }
        return forms;
    }

    /**
     * A text without secrets.
     *
     * @param text any
     * @return the same with every secret replaced by {@code ***}
     */
    public String clean(String text) {
        String clean = text;
        for (String form : forms()) {
            clean = clean.replace(form, "***");
        }
        return clean;
    }
}
