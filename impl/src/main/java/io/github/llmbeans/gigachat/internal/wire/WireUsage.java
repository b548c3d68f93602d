package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/** Token counts on the wire; passed through, never recomputed (GigaChat REST reference §2.4). */
public record WireUsage(
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable Long totalTokens,
        @Nullable Long precachedPromptTokens) {

    @JsonbCreator
    public WireUsage(
            @JsonbProperty("prompt_tokens") @Nullable Long promptTokens,
            @JsonbProperty("completion_tokens") @Nullable Long completionTokens,
            @JsonbProperty("total_tokens") @Nullable Long totalTokens,
            @JsonbProperty("precached_prompt_tokens") @Nullable Long precachedPromptTokens) {
        this.promptTokens = promptTokens;
        this.completionTokens = completionTokens;
        this.totalTokens = totalTokens;
        this.precachedPromptTokens = precachedPromptTokens;
    }
}
