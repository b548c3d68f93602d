package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bounds of {@link GenerationParams}, in one place for its builder and its constructor. */
final class GenerationParamsChecks {
    private GenerationParamsChecks() {}

    static @Nullable Double temperature(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Checks.within("temperature", value, 0.0, 2.0));
    }

    static @Nullable Integer maxTokens(@Nullable Integer value) {
        return value == null ? null : Integer.valueOf(Checks.atLeast("maxTokens", value, 1));
    }

    static @Nullable Double topP(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Checks.within("topP", value, 0.0, 1.0));
    }

    static @Nullable Double repetitionPenalty(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Checks.above("repetitionPenalty", value, 0.0));
    }

    static @Nullable Double presencePenalty(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Checks.within("presencePenalty", value, -2.0, 2.0));
    }

    static @Nullable Double frequencyPenalty(@Nullable Double value) {
        return value == null ? null : Double.valueOf(Checks.within("frequencyPenalty", value, -2.0, 2.0));
    }

    static @Nullable Integer n(@Nullable Integer value) {
        return value == null ? null : Integer.valueOf(Checks.atLeast("n", value, 1));
    }

    static List<String> stop(List<String> stop) {
        Objects.requireNonNull(stop, "stop must not be null");
        for (int i = 0; i < stop.size(); i++) {
            String sequence = Checks.notNull("stop[" + i + "]", stop.get(i));
            if (sequence.isEmpty()) {
                throw new IllegalArgumentException("stop[" + i + "] must not be empty, was \"\"");
            }
        }
        return List.copyOf(stop);
    }

    static Map<String, Object> options(Map<String, Object> options) {
        Objects.requireNonNull(options, "options must not be null");
        Map<String, Object> copy = new LinkedHashMap<>();
        options.forEach((name, value) ->
                copy.put(Checks.notBlank("option name", name), Checks.notNull("option " + name, value)));
        return Collections.unmodifiableMap(copy);
    }
}
