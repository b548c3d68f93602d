package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/** A message on the wire, both ways (GigaChat REST reference §2.3); {@link FunctionCalls} reads the function call. */
public record WireMessage(
        @JsonbProperty("role") @Nullable String role,
        @JsonbProperty("content") @Nullable String content,
        @JsonbProperty("reasoning_content") @Nullable String reasoningContent,
        @JsonbProperty("name") @Nullable String name,
        @JsonbProperty("function_call") @Nullable JsonValue functionCall,
        @JsonbProperty("functions_state_id") @Nullable String functionsStateId) {

    @JsonbCreator
    public WireMessage(
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

    /** Without what was said. */
    @Override
    public String toString() {
        return "WireMessage[role=" + role + ", content=" + (content == null ? 0 : content.length()) + " characters]";
    }
}
