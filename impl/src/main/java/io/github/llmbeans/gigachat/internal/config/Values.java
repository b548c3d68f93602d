package io.github.llmbeans.gigachat.internal.config;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings with the value to take where nothing is set, or where what is set is a mistake, which is noted. */
public record Values(Function<String, @Nullable String> option, SettingReader reader, Mistakes mistakes) {
    public Duration duration(String setting, Duration otherwise, Duration min, Duration max) {
        String text = option.apply(setting);
        return text == null ? otherwise : mistakes.or(otherwise, () -> reader.duration(setting, text, min, max));
    }

    public int integer(String setting, int otherwise, int min, int max) {
        String text = option.apply(setting);
        return text == null ? otherwise : mistakes.or(otherwise, () -> reader.integer(setting, text, min, max));
    }

    public double number(String setting, double otherwise, double min, double max) {
        String text = option.apply(setting);
        return text == null ? otherwise : mistakes.or(otherwise, () -> reader.number(setting, text, min, max));
    }

    public boolean flag(String setting, boolean otherwise) {
        String text = option.apply(setting);
        return text == null ? otherwise : mistakes.or(otherwise, () -> reader.bool(setting, text));
    }
}
