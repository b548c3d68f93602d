package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code POST /chat/completions} (GigaChat REST reference §2.4); unknown members are passed over. */
public record CompletionResponse(
        @Nullable List<Choice> choices,
        @Nullable String model,
        @Nullable WireUsage usage,
        @Nullable JsonValue created) {

    @JsonbCreator
    public CompletionResponse(
            @JsonbProperty("choices") @Nullable List<Choice> choices,
            @JsonbProperty("model") @Nullable String model,
            @JsonbProperty("usage") @Nullable WireUsage usage,
            @JsonbProperty("created") @Nullable JsonValue created) {
        this.choices = choices;
        this.model = model;
        this.usage = usage;
        this.created = created;
    }

    /** One answer; GigaChat always gives exactly one. */
    public record Choice(
            @Nullable WireMessage message, @Nullable String finishReason) {
        @JsonbCreator
        public Choice(
                @JsonbProperty("message") @Nullable WireMessage message,
                @JsonbProperty("finish_reason") @Nullable String finishReason) {
            this.message = message;
            this.finishReason = finishReason;
        }
    }
}
