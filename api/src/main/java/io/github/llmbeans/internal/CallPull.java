package io.github.llmbeans.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outcome of one asynchronous call as several items. Giving up cancels the call. */
public final class CallPull<A, T> implements Pull<T> {
    private final Supplier<? extends CompletionStage<A>> call;
    private final Function<? super A, List<T>> items;
    private @Nullable CompletableFuture<A> running;
    private boolean closed;
    private volatile @Nullable Deque<T> left;

    public CallPull(Supplier<? extends CompletionStage<A>> call, Function<? super A, List<T>> items) {
        this.call = call;
        this.items = items;
    }

    @Override
    public @Nullable T next() {
        Deque<T> queue = left;
        if (queue == null) {
            queue = new ArrayDeque<>(items.apply(answer()));
            left = queue;
        }
        return queue.poll();
    }

    private A answer() {
        CompletableFuture<A> future;
        synchronized (this) {
            future = closed ? CompletableFuture.failedFuture(new IllegalStateException("cancelled")) : started();
            running = future;
        }
        try {
            return future.join();
        } catch (RuntimeException e) {
            Throwable failure = AsyncCalls.unwrap(e);
            if (failure instanceof RuntimeException itself) {
                throw itself;
            }
            throw e;
        }
    }

    private CompletableFuture<A> started() {
        return call.get().toCompletableFuture();
    }

    @Override
    public boolean ended() {
        Deque<T> queue = left;
        return queue != null && queue.isEmpty();
    }

    @Override
    public void close() {
        CompletableFuture<A> future;
        synchronized (this) {
            closed = true;
            future = running;
        }
        if (future != null) {
            future.cancel(true);
        }
    }
}
