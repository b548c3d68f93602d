package io.github.llmbeans.gigachat.internal;

import java.util.concurrent.Callable;

/** What a caller's thread knows of the trace it works for, and the provider's threads work for it too. */
interface CallerContext {
    /** Does the work in the context of the thread that asks this now. */
    <T> Callable<T> carried(Callable<T> work);

    /** The same for work without a result. */
    Runnable carried(Runnable work);

    /** OpenTelemetry's context if its API is there; the class behind is loaded only then. */
    static CallerContext present() {
        return OptionalApis.isPresent(OptionalApis.OPEN_TELEMETRY) ? new OpenTelemetryContext() : new NoCallerContext();
    }
}
