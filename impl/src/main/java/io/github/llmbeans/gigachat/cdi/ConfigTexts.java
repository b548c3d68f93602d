package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.internal.config.Mistakes;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.config.Values;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Texts from the configuration; a blank one is none. */
record ConfigTexts(Config config, String prefix) {
    @Nullable
    String text(String setting) {
        @Nullable
        String value = config.getOptionalValue(prefix + setting, String.class).orElse(null);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The parts of a list that are not blank, repeats included. */
    Stream<String> list(String setting) {
        return config.getOptionalValues(prefix + setting, String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(part -> !part.isEmpty());
    }

    SettingNames names() {
        return SettingNames.withPrefix(prefix);
    }

    Values values(Mistakes mistakes) {
        return new Values(this::text, new SettingReader(names()), mistakes);
    }
}
