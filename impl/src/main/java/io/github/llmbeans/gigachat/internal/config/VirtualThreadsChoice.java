package io.github.llmbeans.gigachat.internal.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the provider's threads are virtual: by itself only where a blocked {@code synchronized} holds no carrier. */
final class VirtualThreadsChoice {
    /** Since when there are virtual threads. */
    private static final int EXIST = 21;

    /** Since when a virtual thread that blocks inside {@code synchronized} gives its carrier back (JEP 491). */
    private static final int SAFE = 24;

    private VirtualThreadsChoice() {}

    static boolean made(@Nullable String text, int javaVersion, SettingReader reader) {
        if (text == null) {
            return javaVersion >= SAFE;
        }
        boolean wanted = switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "auto" -> javaVersion >= SAFE;
            case "true" -> true;
            case "false" -> false;
            default -> throw reader.wrong(Setting.VIRTUAL_THREADS, "auto, true or false", text);
        };
        if (wanted && javaVersion < EXIST) {
            throw reader.wrong(
                    Setting.VIRTUAL_THREADS,
                    "auto or false on Java " + javaVersion + " (virtual threads need Java " + EXIST + ")",
                    text);
        }
        return wanted;
    }
}
