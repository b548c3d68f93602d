package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.internal.config.Setting;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to use instead of a key that nothing reads. */
final class KeyAdvice {
    private static final String PASSWORD = "signing in with user and password is not supported, use %scredentials";

    /** Settings of GigaChat's own SDKs and of other libraries (GigaChat REST reference §10.4). */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("user", PASSWORD),
            Map.entry("password", PASSWORD),
            Map.entry("key-password", "use %skey-file-password"),
            Map.entry("flags", "feature flags are not sent; of what they switch there is only %sprofanity-check"),
            Map.entry(
                    "retry-on-status-codes",
                    "408, 429 and 5xx are repeated and nothing else; how often is %smax-retries"),
            Map.entry("verbose", "set the level of the logger io.github.llmbeans instead"),
            Map.entry("api-key", "use %scredentials"),
            Map.entry("api-base", "use %sbase-url"));

    private KeyAdvice() {}

    /**
     * One clause.
     *
     * @param prefix what stands before the setting in a key
     * @param setting what nothing reads
     * @param instance an instance that is not listed and may be meant, or {@code null}
     */
    static String about(String prefix, String setting, @Nullable String instance) {
        String instead = INSTEAD.get(setting);
        if (instead != null) {
            return String.format(Locale.ROOT, instead, prefix);
        }
        if (instance != null) {
            return "if it is meant for an instance \"" + instance + "\", list that in gigachat.instances"
                    + " (GIGACHAT_INSTANCES)";
        }
        return Setting.all()
                .filter(known -> distance(known, setting) <= 1 + known.length() / 4 || known.startsWith(setting + "-"))
                .min(Comparator.comparingInt((String known) -> distance(known, setting))
                        .thenComparing(Comparator.naturalOrder()))
                .map(known -> "did you mean " + prefix + known + "?")
                .orElse("there is no such setting");
    }

    /** How many letters have to be put in, left out or replaced. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
