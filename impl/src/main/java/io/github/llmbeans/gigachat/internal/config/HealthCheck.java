package io.github.llmbeans.gigachat.internal.config;

import org.jspecify.annotations.Nullable;

/** What a health check asks: a token only, or {@code GET /models} as well. */
final class HealthCheck {
    private HealthCheck() {}

    static boolean asksModels(@Nullable String text, SettingReader reader) {
        if (text == null) {
            return false;
        }
        return switch (text.strip()) {
            case "token" -> false;
            case "models" -> true;
            default -> throw reader.wrong(Setting.HEALTH_CHECK, "token or models", text);
        };
    }
}
