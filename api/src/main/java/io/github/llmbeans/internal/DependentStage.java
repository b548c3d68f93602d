package io.github.llmbeans.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A stage that was made from a running call: cancelling it, or completing it from outside, cancels the call. */
final class DependentStage<U> extends CompletableFuture<U> {
    private final CompletableFuture<?> source;

    DependentStage(CompletableFuture<?> source) {
        this.source = source;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        source.cancel(mayInterruptIfRunning);
        return cancelled;
    }

    @Override
    public boolean complete(U value) {
        return noLongerWanted(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return noLongerWanted(super.completeExceptionally(failure));
    }

    /** Changes nothing if it was the source's own end that has completed this. */
    private boolean noLongerWanted(boolean byThis) {
        if (byThis) {
            source.cancel(true);
        }
        return byThis;
    }

    @Override
    public <V> CompletableFuture<V> newIncompleteFuture() {
        return new DependentStage<>(this);
    }

    @Override
    public Executor defaultExecutor() {
        return source.defaultExecutor();
    }
}
