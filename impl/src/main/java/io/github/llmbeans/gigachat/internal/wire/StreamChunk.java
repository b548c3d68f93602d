package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a streamed answer (GigaChat REST reference §3.1); unknown members are passed over. */
public record StreamChunk(
        @Nullable List<Choice> choices,
        @Nullable String model,
        @Nullable JsonValue created,
        @Nullable WireUsage usage) {

    @JsonbCreator
    public StreamChunk(
            @JsonbProperty("choices") @Nullable List<Choice> choices,
            @JsonbProperty("model") @Nullable String model,
            @JsonbProperty("created") @Nullable JsonValue created,
            @JsonbProperty("usage") @Nullable WireUsage usage) {
        this.choices = choices;
        this.model = model;
        this.created = created;
        this.usage = usage;
    }

    /** The first choice, or {@code null}: GigaChat gives exactly one. */
    public @Nullable Choice choice() {
        return choices == null || choices.isEmpty() ? null : choices.get(0);
    }

    /** One answer. */
    public record Choice(@Nullable Delta delta, @Nullable String finishReason) {
        @JsonbCreator
        public Choice(
                @JsonbProperty("delta") @Nullable Delta delta,
                @JsonbProperty("finish_reason") @Nullable String finishReason) {
            this.delta = delta;
            this.finishReason = finishReason;
        }
    }

    /** What is new. */
    public record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable String reasoningContent,
            @Nullable String name,
            @Nullable JsonValue functionCall,
            @Nullable String functionsStateId) {
        @JsonbCreator
        public Delta(
                @JsonbProperty("role") @Nullable String role,
                @JsonbProperty("content") @Nullable String content,
                @JsonbProperty("reasoning_content") @Nullable String reasoningContent,
                @JsonbProperty("name") @Nullable String name,
                @JsonbProperty("function_call") @Nullable JsonValue functionCall,
                @JsonbProperty("functions_state_id") @Nullable String functionsStateId) {
            this.role = role;
            this.content = content;
            this.reasoningContent = reasoningContent;
            this.name = name;
            this.functionCall = functionCall;
            this.functionsStateId = functionsStateId;
        }

        /** Without what is said. */
        @Override
        public String toString() {
            return "Delta[role=" + role + ", content=" + (content == null ? 0 : content.length()) + " characters]";
        }
    }
}
