package io.github.llmbeans.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. Whoever ends it from outside, by cancelling it or by completing it, gives the call up; so does
 * whoever ends a stage that was made from it.
 */
abstract class CallFuture<T> extends CompletableFuture<T> {
    private volatile boolean outside;

    /** Somebody has ended this from outside: nobody needs the call any more. May be called more than once. */
    abstract void givenUp();

    /** The call itself has ended: with an answer, or with a failure if there is one. */
    final void end(@Nullable T answer, @Nullable Throwable failure) {
        if (failure == null) {
            super.complete(answer);
        } else {
            super.completeExceptionally(failure);
        }
    }

    /** Whether somebody from outside has ended this, or has tried to at the same moment as the call itself. */
    final boolean endedFromOutside() {
        return outside;
    }

    @Override
    public final boolean complete(T value) {
        markOutside();
        return fromOutside(super.complete(value));
    }

    @Override
    public final boolean completeExceptionally(Throwable failure) {
        markOutside();
        return fromOutside(super.completeExceptionally(failure));
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        boolean before = isDone();
        markOutside();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        fromOutside(cancelled && !before);
        return cancelled;
    }

    /** Before it ends, so that whoever is told of its end knows. */
    private void markOutside() {
        if (!isDone()) {
            outside = true;
        }
    }

    private boolean fromOutside(boolean ended) {
        if (ended) {
            givenUp();
        }
        return ended;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new DependentStage<>(this);
    }
}
