package io.github.llmbeans.gigachat.internal.wire;

import jakarta.json.bind.annotation.JsonbProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /chat/completions} (GigaChat REST reference §2.2); what is {@code null} is not sent. */
public record CompletionRequest(
        @JsonbProperty("model") String model,
        @JsonbProperty("messages") List<WireMessage> messages,
        @JsonbProperty("temperature") @Nullable Double temperature,
        @JsonbProperty("top_p") @Nullable Double topP,
        @JsonbProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonbProperty("repetition_penalty") @Nullable Double repetitionPenalty,
        @JsonbProperty("stream") @Nullable Boolean stream,
        @JsonbProperty("update_interval") @Nullable Double updateInterval,
        @JsonbProperty("profanity_check") @Nullable Boolean profanityCheck,
        @JsonbProperty("reasoning_effort") @Nullable String reasoningEffort,
        @JsonbProperty("function_call") @Nullable String functionCall) {}
