package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/** One element of the array that {@code POST /tokens/count} answers (GigaChat REST reference §5). */
public record WireTokenCount(
        @Nullable Integer tokens, @Nullable Integer characters) {
    @JsonbCreator
    public WireTokenCount(
            @JsonbProperty("tokens") @Nullable Integer tokens,
            @JsonbProperty("characters") @Nullable Integer characters) {
        this.tokens = tokens;
        this.characters = characters;
    }
}
