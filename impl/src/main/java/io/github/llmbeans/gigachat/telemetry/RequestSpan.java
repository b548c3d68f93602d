package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** What a request says, on the span of its call. */
final class RequestSpan {
    private RequestSpan() {}

    static void tell(Span span, ChatRequest request, boolean streamed, @Nullable MessageJson content) {
        GenerationParams params = request.params();
        put(span, Keys.TEMPERATURE, params.temperature());
        put(span, Keys.TOP_P, params.topP());
        put(span, Keys.FREQUENCY_PENALTY, params.frequencyPenalty());
        put(span, Keys.PRESENCE_PENALTY, params.presencePenalty());
        put(span, Keys.MAX_TOKENS, number(params.maxTokens()));
        put(span, Keys.SEED, params.seed());
        put(span, Keys.CONVERSATION, request.sessionId());
        Integer choices = params.n();
        put(span, Keys.CHOICES, choices == null || choices == 1 ? null : number(choices));
        put(span, Keys.STOP, params.stop().isEmpty() ? null : params.stop());
        put(span, Keys.STREAM, streamed ? Boolean.TRUE : null);
        if (content != null) {
            span.setAttribute(Keys.INPUT_MESSAGES, content.input(request.messages()));
        }
    }

    private static @Nullable Long number(@Nullable Integer value) {
        return value == null ? null : Long.valueOf(value);
    }

    private static <T> void put(Span span, AttributeKey<T> key, @Nullable T value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }
}
