package io.github.llmbeans.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call that is made to one source after the other until one answers. No thread waits: the
 * next source is asked on the thread on which the one before has failed. Cancelling it, or a stage made from it, cancels
 * the call that runs; so does completing it from outside.
 */
public final class FailoverCall<T> extends CallFuture<T> {
    private final Iterator<? extends Supplier<? extends CompletionStage<T>>> sources;
    private final Predicate<Throwable> mayFallOver;
    private final IntFunction<? extends @Nullable Throwable> tooLate;
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicInteger work = new AtomicInteger();
    private volatile @Nullable CompletableFuture<T> running;

    private FailoverCall(
            Iterator<? extends Supplier<? extends CompletionStage<T>>> sources,
            Predicate<Throwable> mayFallOver,
            IntFunction<? extends @Nullable Throwable> tooLate) {
        this.sources = sources;
        this.mayFallOver = mayFallOver;
        this.tooLate = tooLate;
    }

    /**
     * Makes the call.
     *
     * @param sources at least one
     * @param mayFallOver whether a failure lets the next source be asked
     * @param tooLate asked with the number of sources that have failed: what ends the call if there is no time for the
     *     next one, else {@code null}
     */
    public static <T> FailoverCall<T> of(
            Iterator<? extends Supplier<? extends CompletionStage<T>>> sources,
            Predicate<Throwable> mayFallOver,
            IntFunction<? extends @Nullable Throwable> tooLate) {
        FailoverCall<T> call = new FailoverCall<>(sources, mayFallOver, tooLate);
        call.next();
        return call;
    }

    /** A source that fails at once does not make this deeper: the round that asked it asks the next one too. */
    private void next() {
        if (work.getAndIncrement() > 0) {
            return;
        }
        do {
            ask();
        } while (work.decrementAndGet() > 0);
    }

    private void ask() {
        if (isDone()) {
            return;
        }
        CompletableFuture<T> asked;
        try {
            asked = sources.next().get().toCompletableFuture();
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        running = asked;
        if (isDone()) {
            asked.cancel(true);
        }
        asked.whenComplete((answer, failure) -> {
            if (failure == null) {
                end(answer, null);
            } else {
                failed(AsyncCalls.unwrap(failure));
            }
        });
    }

    private void failed(Throwable failure) {
        if (!sources.hasNext() || !mayFallOver.test(failure)) {
            end(null, Failures.withEarlier(failure, failures));
            return;
        }
        failures.add(failure);
        Throwable late = tooLate.apply(failures.size());
        if (late == null) {
            next();
        } else {
            end(null, Failures.withEarlier(late, failures));
        }
    }

    @Override
    void givenUp() {
        CompletableFuture<T> asked = running;
        if (asked != null) {
            asked.cancel(true);
        }
    }

    @Override
    public Executor defaultExecutor() {
        CompletableFuture<T> asked = running;
        return asked == null ? super.defaultExecutor() : asked.defaultExecutor();
    }
}
