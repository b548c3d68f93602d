package io.github.llmbeans.gigachat.internal.config;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings with the value to take where nothing is set. */
record Values(Function<String, @Nullable String> option, SettingReader reader) {
    Duration duration(String setting, Duration otherwise, Duration min, Duration max) {
        String text = option.apply(setting);
        return text == null ? otherwise : reader.duration(setting, text, min, max);
    }

    int integer(String setting, int otherwise, int min, int max) {
        String text = option.apply(setting);
        return text == null ? otherwise : reader.integer(setting, text, min, max);
    }

    double number(String setting, double otherwise, double min, double max) {
        String text = option.apply(setting);
        return text == null ? otherwise : reader.number(setting, text, min, max);
    }

    boolean flag(String setting, boolean otherwise) {
        String text = option.apply(setting);
        return text == null ? otherwise : reader.bool(setting, text);
    }
}
