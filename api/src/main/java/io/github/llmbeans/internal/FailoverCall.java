package io.github.llmbeans.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The future of an asynchronous call that is made to one source after the other until one answers. No thread waits: the
 * next source is asked on the thread on which the one before has failed. Cancelling it, or a stage made from it, cancels
 * the call that runs; so does completing it from outside.
 */
public final class FailoverCall<T> extends CallFuture<T> {
    private final List<Throwable> failures = new ArrayList<>();
    private final AtomicInteger work = new AtomicInteger();
    private volatile @Nullable CompletableFuture<T> running;
    private @Nullable Sources<CompletionStage<T>> sources;
    private Iterator<Sources.Source<CompletionStage<T>>> left = Collections.emptyIterator();

    private FailoverCall() {}

    /** Makes the call; who is asked is known now or later. */
    public static <T> FailoverCall<T> of(CompletionStage<Sources<CompletionStage<T>>> sources) {
        FailoverCall<T> call = new FailoverCall<>();
        sources.whenComplete(call::begin);
        return call;
    }

    private void begin(Sources<CompletionStage<T>> known, Throwable failure) {
        if (failure == null) {
            sources = known;
            left = known.list().iterator();
            next();
        } else {
            end(null, AsyncCalls.unwrap(failure));
        }
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
        Sources.Source<CompletionStage<T>> source = left.next();
        Throwable late = sources.late(source, failures.size());
        if (late != null) {
            end(null, Failures.withEarlier(late, failures));
            return;
        }
        CompletableFuture<T> asked;
        try {
            asked = source.ask().get().toCompletableFuture();
        } catch (RuntimeException | Error e) {
            failed(source, e);
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
                failed(source, AsyncCalls.unwrap(failure));
            }
        });
    }

    private void failed(Sources.Source<?> source, Throwable failure) {
        if (!left.hasNext() || !source.mayBeFollowed().test(failure)) {
            end(null, Failures.withEarlier(failure, failures));
            return;
        }
        failures.add(failure);
        next();
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
