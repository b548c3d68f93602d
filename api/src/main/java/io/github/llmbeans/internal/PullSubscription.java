package io.github.llmbeans.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber of a {@link PullPublisher}. Whoever raises {@code work} from zero hands the rounds to the executor, or does
 * them itself if it is {@link Waiting} for an item; everything that happens meanwhile only raises it further, so that one
 * thread at a time speaks to the subscriber.
 */
final class PullSubscription<T> implements Flow.Subscription {
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Pull<T> pull;
    private final Executor executor;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicInteger work = new AtomicInteger(1); // Held until the subscriber knows its subscription.
    private volatile Flow.@Nullable Subscriber<? super T> subscriber;
    private volatile boolean cancelled;
    private volatile @Nullable Throwable refusal;

    PullSubscription(Pull<T> pull, Executor executor, Flow.Subscriber<? super T> subscriber) {
        this.pull = pull;
        this.executor = executor;
        this.subscriber = subscriber;
    }

    /** From now on there may be signals: before, they could overtake {@code onSubscribe}. */
    void open(@Nullable Throwable reason) {
        pull.whenEnded(this::signal);
        if (reason != null) {
            refusal = reason;
            hand();
        } else if (!work.compareAndSet(1, 0)) {
            hand();
        }
    }

    @Override
    public void request(long n) {
        if (n <= 0) {
            refusal = new IllegalArgumentException("the number of requested pieces must be at least 1, was " + n);
            pull.close(); // It may be blocked, and the refusal does not wait for it.
        } else {
            if (!cancelled && !asked.getAndSet(true)) {
                pull.asked();
            }
            demand.accumulateAndGet(n, (had, more) -> more > Long.MAX_VALUE - had ? Long.MAX_VALUE : had + more);
        }
        signal();
    }

    @Override
    public void cancel() {
        cancelled = true;
        subscriber = null;
        pull.close();
    }

    private void signal() {
        if (!cancelled && work.getAndIncrement() == 0) {
            hand();
        }
    }

    private void hand() {
        BooleanSupplier waits = Waiting.take();
        if (waits == null || !pull.anywhere() || !rounds(true, waits)) {
            handOver();
        }
    }

    private void handOver() {
        try {
            executor.execute(() -> rounds(false, ALWAYS));
        } catch (RuntimeException refused) {
            if (pull.ended()) {
                round(false, ALWAYS); // Why it has ended is known without a thread.
            } else {
                pull.refused(refused);
                end(refused);
            }
        }
    }

    /** {@code false} if there is more to do, but not here: the one does not wait any more on whose thread it would happen. */
    private boolean rounds(boolean here, BooleanSupplier goesOn) {
        int done = work.get();
        do {
            if (!round(here, goesOn)) {
                return false;
            }
            done = work.addAndGet(-done);
        } while (done != 0);
        return true;
    }

    private boolean round(boolean here, BooleanSupplier goesOn) {
        while (subscriber != null) {
            Throwable reason = refusal;
            if (reason != null) {
                end(reason);
            } else if (pull.ended()) {
                give(here);
            } else if (demand.get() == 0 || !pull.ready(this::signal)) {
                return true;
            } else if (goesOn.getAsBoolean()) {
                give(here);
            } else {
                return false;
            }
        }
        return true;
    }

    private void give(boolean here) {
        T item;
        try {
            item = here ? pull.nextHere() : pull.next();
        } catch (Throwable e) {
            Throwable reason = refusal;
            end(reason == null ? e : reason);
            return;
        }
        if (item == null) {
            end(null);
            return;
        }
        demand.updateAndGet(had -> had == Long.MAX_VALUE ? had : had - 1);
        Flow.Subscriber<? super T> target = subscriber;
        if (target != null) {
            hand(item, target);
        }
    }

    /** A subscriber that throws breaks the rules; it hears nothing more. */
    private void hand(T item, Flow.Subscriber<? super T> target) {
        try {
            target.onNext(item);
        } catch (RuntimeException | Error e) {
            cancel();
            throw e;
        }
    }

    /** Completes, or fails with what is given; once, and not after a cancel. */
    private void end(@Nullable Throwable failure) {
        Flow.Subscriber<? super T> target = subscriber;
        subscriber = null;
        pull.close();
        if (target == null) {
            return;
        }
        if (failure == null) {
            target.onComplete();
        } else {
            target.onError(failure);
        }
    }
}
