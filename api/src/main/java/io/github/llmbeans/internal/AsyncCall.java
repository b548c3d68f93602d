package io.github.llmbeans.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The future of a blocking call that runs elsewhere, now or later. Cancelling it, or a stage made from it, ends the
 * call: one that waits is not made, one that runs is interrupted. So does completing it from outside.
 */
final class AsyncCall<T> extends CallFuture<T> implements BoundedExecutor.Task {
    private static final Runnable NOTHING = () -> {};

    /** How the outcome comes to those who wait for it. */
    interface Outcomes {
        /** Completes the call on the thread that it came from. */
        Outcomes DIRECT = (call, completion) -> completion.run();

        /** Runs the completion once, now or later; it never throws. */
        void deliver(AsyncCall<?> call, Runnable completion);

        /** The call has ended without being made to its end, so it need not wait any more. */
        default void left(AsyncCall<?> call) {}

        /** Where stages whose names end in Async run; {@code null} for Java's default. */
        default @Nullable Executor stages() {
            return null;
        }
    }

    private final Outcomes outcomes;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
    private final Object lock = new Object();
    private @Nullable Callable<T> call;
    private @Nullable Thread runner;
    private @Nullable Future<?> alarm;
    private boolean interrupted;

    AsyncCall(Callable<T> call, Outcomes outcomes) {
        this.call = call;
        this.outcomes = outcomes;
    }

    @Override
    public Runnable run() {
        Callable<T> work = begin();
        if (work == null) {
            return NOTHING;
        }
        ClassLoader before = swapLoader(loader);
        T answer = null;
        Throwable failure = null;
        try {
            answer = work.call();
        } catch (Throwable e) {
            failure = e;
        }
        release();
        swapLoader(before);
        T value = answer;
        Throwable reason = failure;
        return () -> {
            ClassLoader own = swapLoader(loader);
            outcomes.deliver(this, () -> end(value, reason));
            swapLoader(own);
        };
    }

    private @Nullable Callable<T> begin() {
        synchronized (lock) {
            Callable<T> work = isDone() ? null : call;
            forget();
            runner = work == null ? null : Thread.currentThread();
            return work;
        }
    }

    /** After this no cancel can interrupt the thread any more, and an interrupt meant for this call is cleared. */
    private void release() {
        synchronized (lock) {
            runner = null;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }

    /** What is needed to make the call is not kept once it has been made, or will not be. */
    private void forget() {
        call = null;
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private static @Nullable ClassLoader swapLoader(@Nullable ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before != loader) {
            thread.setContextClassLoader(loader);
        }
        return before;
    }

    /** Ends the wait if the call has not begun by then. */
    void wakeBy(@Nullable Future<?> waking) {
        synchronized (lock) {
            alarm = waking;
            if (call == null) {
                forget();
            }
        }
    }

    @Override
    public void refused(Throwable reason) {
        fail(reason);
    }

    /** The call is not made. */
    void fail(Throwable reason) {
        synchronized (lock) {
            forget();
        }
        outcomes.deliver(this, () -> end(null, reason));
    }

    @Override
    void givenUp() {
        outcomes.left(this);
        synchronized (lock) {
            forget();
            if (runner != null && !interrupted) {
                interrupted = true;
                runner.interrupt();
            }
        }
    }

    @Override
    public Executor defaultExecutor() {
        Executor stages = outcomes.stages();
        return stages == null ? super.defaultExecutor() : stages;
    }
}
