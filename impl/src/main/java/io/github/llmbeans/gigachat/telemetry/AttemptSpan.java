package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.AttemptObservation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/**
 * One attempt; its context is the current one of its thread, so that the REST client's own span becomes its child. That
 * one is of kind CLIENT, and so is the call's: this one in between is INTERNAL, lest one request count twice.
 */
final class AttemptSpan implements AttemptObservation {
    private final Span span;
    private final Scope scope;

    AttemptSpan(Span span, Context call) {
        this.span = span;
        this.scope = call.with(span).makeCurrent();
    }

    @Override
    public void failed(Throwable failure) {
        ErrorTypes.tell(span, failure);
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
