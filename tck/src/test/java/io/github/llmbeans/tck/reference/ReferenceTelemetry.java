package io.github.llmbeans.tck.reference;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatResponse;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** Tells OpenTelemetry as the conventions say. Its parts are small methods, so that a mutant breaks one of them. */
public class ReferenceTelemetry implements CallObserver {
    private static final double NANOS = 1e9;

    private final Tracer tracer;
    private final DoubleHistogram durations;
    private final LongHistogram tokens;

    public ReferenceTelemetry(OpenTelemetry openTelemetry) {
        Meter meter = openTelemetry.getMeter("reference");
        this.tracer = openTelemetry.getTracer("reference");
        this.durations = meter.histogramBuilder("gen_ai.client.operation.duration")
                .setUnit("s")
                .build();
        this.tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .setUnit("{token}")
                .ofLongs()
                .build();
    }

    @Override
    public CallObservation begin(CallInfo call) {
        Span span = tracer.spanBuilder("chat " + call.model())
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        return new Measured(call, span);
    }

    /** What metrics and spans are told at the end of a call. */
    protected AttributesBuilder attributes(CallInfo call, ChatResponse answer, Throwable failure) {
        AttributesBuilder attributes = Attributes.builder()
                .put("gen_ai.operation.name", "chat")
                .put("gen_ai.provider.name", "reference")
                .put("gen_ai.request.model", call.model());
        if (answer != null) {
            attributes.put("gen_ai.response.model", answer.model());
        }
        if (failure != null) {
            attributes.put("error.type", failure.getClass().getSimpleName());
        }
        return attributes;
    }

    protected double duration(long nanos) {
        return nanos / NANOS;
    }

    protected void cost(String type, long count, Attributes attributes) {
        tokens.record(
                count, attributes.toBuilder().put("gen_ai.token.type", type).build());
    }

    /** What spans are told besides. */
    protected void tell(Span span, CallInfo call, ChatResponse answer) {
        if (answer != null && answer.usage() != null) {
            span.setAttribute("gen_ai.usage.input_tokens", answer.usage().promptTokens());
            span.setAttribute("gen_ai.usage.output_tokens", answer.usage().completionTokens());
        }
    }

    protected void failed(Span span) {
        span.setStatus(StatusCode.ERROR);
    }

    private final class Measured implements CallObservation {
        private final CallInfo call;
        private final Span span;
        private final long began = System.nanoTime();

        Measured(CallInfo call, Span span) {
            this.call = call;
            this.span = span;
        }

        @Override
        public void answered(ChatResponse answer) {
            end(answer, null);
        }

        @Override
        public void failed(Throwable failure) {
            ReferenceTelemetry.this.failed(span);
            end(null, failure);
        }

        @Override
        public void cancelled() {
            end(null, null);
        }

        private void end(ChatResponse answer, Throwable failure) {
            Attributes attributes = attributes(call, answer, failure).build();
            durations.record(duration(System.nanoTime() - began), attributes);
            if (answer != null && answer.usage() != null) {
                cost("input", answer.usage().promptTokens(), attributes);
                cost("output", answer.usage().completionTokens(), attributes);
            }
            span.setAllAttributes(attributes);
            tell(span, call, answer);
            span.end();
        }
    }
}
