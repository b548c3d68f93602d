package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.Usage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call: a span from its beginning to its end, however many attempts, and what the metrics count of it. */
final class CallSpan implements CallObservation {
    private final GenAiTelemetry telemetry;
    private final CallInfo call;
    private final Context context;
    private final Span span;
    private final Attributes known;
    private final long began;

    CallSpan(GenAiTelemetry telemetry, CallInfo call, Span span, Context parent, Attributes known, long began) {
        this.telemetry = telemetry;
        this.call = call;
        this.span = span;
        this.context = parent.with(span);
        this.known = known;
        this.began = began;
    }

    @Override
    public AttemptObservation attempt(int number) {
        Span attempt = telemetry
                .tracer()
                .spanBuilder("attempt")
                .setParent(context)
                .setSpanKind(SpanKind.INTERNAL)
                .setAttribute(Keys.ATTEMPT, (long) number)
                .setAttribute(Keys.INSTANCE, call.provider().name())
                .startSpan();
        return new AttemptSpan(attempt, context);
    }

    @Override
    public void firstPiece() {
        double seconds = telemetry.instruments().firstChunk(telemetry.nanoTime() - began, known, context);
        span.setAttribute(Keys.FIRST_CHUNK, seconds);
    }

    @Override
    public void answered(@Nullable ChatResponse answer) {
        end(answer, null, answer != null);
    }

    @Override
    public void failed(Throwable failure) {
        ChatResponse partial = failure instanceof ProviderException ours
                ? ours.partialResponse().orElse(null)
                : null;
        ErrorTypes.tell(span, failure);
        end(partial, ErrorTypes.of(failure), false);
    }

    /** No failure of anybody, so the status stays as it is. */
    @Override
    public void cancelled() {
        span.setAttribute(Keys.ERROR_TYPE, ErrorTypes.CANCELLED);
        end(null, ErrorTypes.CANCELLED, false);
    }

    private void end(@Nullable ChatResponse answer, @Nullable String errorType, boolean whole) {
        AttributesBuilder attributes = known.toBuilder();
        if (answer != null) {
            attributes.put(Keys.RESPONSE_MODEL, telemetry.few(answer.model()));
            if (span.isRecording()) {
                tell(answer, whole);
            }
        }
        count(answer == null ? null : answer.usage(), attributes.build());
        if (errorType != null) {
            attributes.put(Keys.ERROR_TYPE, errorType);
        }
        telemetry.instruments().took(telemetry.nanoTime() - began, attributes.build(), context);
        span.end();
    }

    private void count(@Nullable Usage usage, Attributes attributes) {
        if (usage != null) {
            telemetry.instruments().cost("input", usage.promptTokens(), attributes, context);
            telemetry.instruments().cost("output", usage.completionTokens(), attributes, context);
        }
    }

    private void tell(ChatResponse answer, boolean whole) {
        span.setAttribute(Keys.RESPONSE_MODEL, answer.model());
        if (answer.requestId() != null) {
            span.setAttribute(Keys.RESPONSE_ID, answer.requestId());
        }
        if (answer.sessionId() != null) {
            span.setAttribute(Keys.CONVERSATION, answer.sessionId());
        }
        Usage usage = answer.usage();
        if (usage != null) {
            span.setAttribute(Keys.INPUT_TOKENS, (long) usage.promptTokens());
            span.setAttribute(Keys.OUTPUT_TOKENS, (long) usage.completionTokens());
            span.setAttribute(Keys.CACHED_TOKENS, (long) usage.cachedPromptTokens());
        }
        if (whole) {
            span.setAttribute(Keys.FINISH_REASONS, List.of(answer.finishReasonText()));
        }
        MessageJson content = telemetry.content();
        if (content != null) {
            span.setAttribute(Keys.OUTPUT_MESSAGES, content.output(answer));
        }
    }
}
