package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.Usage;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.wire.CompletionResponse;
import io.github.llmbeans.gigachat.internal.wire.EpochSeconds;
import io.github.llmbeans.gigachat.internal.wire.FunctionCalls;
import io.github.llmbeans.gigachat.internal.wire.WireMessage;
import io.github.llmbeans.gigachat.internal.wire.WireUsage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From GigaChat's answer to the contract's (GigaChat REST reference §2.4); unknown finish reasons are kept as they are. */
final class ResponseMapper {
    private final GigaChatSettings settings;

    ResponseMapper(GigaChatSettings settings) {
        this.settings = settings;
    }

    String provider() {
        return settings.name();
    }

    ChatResponse toContract(
            CompletionResponse answer, String askedModel, @Nullable String requestId, @Nullable String sessionId) {
        CompletionResponse.Choice choice =
                Objects.requireNonNull(answer.choices()).get(0);
        @Nullable WireMessage message = choice == null ? null : choice.message();
        @Nullable String reason = choice == null ? null : choice.finishReason();
        FinishReason finishReason = finishReason(reason);
        return new ChatResponse(
                message == null || message.content() == null ? "" : message.content(),
                settings.name(),
                answer.model() == null ? askedModel : answer.model(),
                finishReason,
                reason == null ? finishReason.text() : reason,
                usage(answer.usage()),
                message == null ? null : message.reasoningContent(),
                requestId,
                sessionId,
                EpochSeconds.instant(answer.created()),
                message == null ? null : FunctionCalls.toContract(message.functionCall()),
                message == null ? null : message.functionsStateId());
    }

    static FinishReason finishReason(@Nullable String reason) {
        if (reason == null) {
            return FinishReason.OTHER;
        }
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "function_call" -> FinishReason.FUNCTION_CALL;
            case "blacklist" -> FinishReason.CONTENT_FILTER;
            case "error" -> FinishReason.ERROR;
            default -> FinishReason.OTHER;
        };
    }

    static @Nullable Usage usage(@Nullable WireUsage usage) {
        return usage == null
                ? null
                : new Usage(
                        count(usage.promptTokens()),
                        count(usage.completionTokens()),
                        count(usage.totalTokens()),
                        count(usage.precachedPromptTokens()));
    }

    private static int count(@Nullable Long tokens) {
        return tokens == null ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, tokens));
    }
}
