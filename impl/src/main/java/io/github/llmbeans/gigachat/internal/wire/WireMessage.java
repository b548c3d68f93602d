package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import org.jspecify.annotations.Nullable;

/** A message on the wire, both ways (GigaChat REST reference §2.3). */
public record WireMessage(
        @JsonbProperty("role") @Nullable String role,
        @JsonbProperty("content") @Nullable String content,
        @JsonbProperty("reasoning_content") @Nullable String reasoningContent) {

    @JsonbCreator
    public WireMessage(
            @JsonbProperty("role") @Nullable String role,
            @JsonbProperty("content") @Nullable String content,
            @JsonbProperty("reasoning_content") @Nullable String reasoningContent) {
        this.role = role;
        this.content = content;
        this.reasoningContent = reasoningContent;
    }
}
