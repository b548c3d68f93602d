package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/** Token counts on the wire; passed through, never recomputed (GigaChat REST reference §2.4). */
public record WireUsage(
        @Nullable Integer promptTokens,
        @Nullable Integer completionTokens,
        @Nullable Integer totalTokens,
        @Nullable Integer precachedPromptTokens) {

    @JsonbCreator
    public WireUsage(
            @JsonbProperty("prompt_tokens") @Nullable Integer promptTokens,
            @JsonbProperty("completion_tokens") @Nullable Integer completionTokens,
            @JsonbProperty("total_tokens") @Nullable Integer totalTokens,
            @JsonbProperty("precached_prompt_tokens") @Nullable Integer precachedPromptTokens) {
        this.promptTokens = promptTokens;
        this.completionTokens = completionTokens;
        this.totalTokens = totalTokens;
        this.precachedPromptTokens = precachedPromptTokens;
    }
}
