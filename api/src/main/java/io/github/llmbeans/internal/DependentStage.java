package io.github.llmbeans.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A stage that was made from a running call: cancelling it cancels the call. */
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
    public <V> CompletableFuture<V> newIncompleteFuture() {
        return new DependentStage<>(this);
    }

    @Override
    public Executor defaultExecutor() {
        return source.defaultExecutor();
    }
}
