package io.github.llmbeans.gigachat.internal.error;

import java.util.Locale;

/** Runs a piece of a test on a machine of another language. */
public final class InLocale {
    private InLocale() {}

    public static void run(String language, Runnable piece) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            piece.run();
        } finally {
            Locale.setDefault(before);
        }
    }
}
