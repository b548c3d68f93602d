package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.AsyncContext;
import org.eclipse.microprofile.context.ThreadContext;

/** Context by MicroProfile Context Propagation, which has no threads of its own: those of the provider do. */
final class MicroProfileContext implements ManagedContexts.Standard {
    @Override
    public AsyncContext captured() {
        return new AsyncContext(Runnable::run, ThreadContext.builder().build().currentContextExecutor());
    }
}
