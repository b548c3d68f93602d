package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;

/** The body of {@code POST /tokens/count} (GigaChat REST reference §5). */
public record TokenCountRequest(
        @JsonbProperty("model") String model,
        @JsonbProperty("input") List<String> input) {
    /** Without the texts. */
    @Override
    public String toString() {
        return "TokenCountRequest[model=" + model + ", input=" + input.size() + " texts]";
    }
}
