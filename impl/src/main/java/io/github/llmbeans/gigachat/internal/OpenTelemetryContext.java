package io.github.llmbeans.gigachat.internal;

import io.opentelemetry.context.Context;
import java.util.concurrent.Callable;

/** OpenTelemetry's context, so that the REST client's spans belong to the attempt that makes the request. */
final class OpenTelemetryContext implements CallerContext {
    @Override
    public <T> Callable<T> carried(Callable<T> work) {
        Context context = Context.current();
        return context == Context.root() ? work : context.wrap(work);
    }

    @Override
    public Runnable carried(Runnable work) {
        Context context = Context.current();
        return context == Context.root() ? work : context.wrap(work);
    }
}
