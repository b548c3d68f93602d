package io.github.llmbeans.gigachat.internal.error;

import java.util.Locale;

/** How a person calls a setting: the configuration key and the environment variable. */
public final class SettingNames {
    private final String prefix;

    private SettingNames(String prefix) {
        this.prefix = prefix;
    }

    /** Names with the given prefix, for instance {@code gigachat.} or {@code gigachat.sales.}. */
    public static SettingNames withPrefix(String prefix) {
        return new SettingNames(prefix);
    }

    /** For instance {@code gigachat.base-url (GIGACHAT_BASE_URL)}. */
    public String of(String setting) {
        String key = prefix + setting;
        return key + " (" + key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + ")";
    }
}
