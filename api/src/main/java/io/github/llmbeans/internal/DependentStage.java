package io.github.llmbeans.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A stage that was made from a running call: cancelling it, or completing it from outside, cancels the call. */
final class DependentStage<U> extends CallFuture<U> {
    private final CompletableFuture<?> source;

    DependentStage(CompletableFuture<?> source) {
        this.source = source;
    }

    /** Changes nothing if the source has ended. */
    @Override
    void givenUp() {
        source.cancel(true);
    }

    @Override
    public Executor defaultExecutor() {
        return source.defaultExecutor();
    }
}
