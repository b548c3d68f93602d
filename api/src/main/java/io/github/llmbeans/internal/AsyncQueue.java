package io.github.llmbeans.internal;

import io.github.llmbeans.AsyncContext;
import io.github.llmbeans.Deadline;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of one provider: so many at a time have a thread, the others wait in their order without one,
 * each until its own deadline. Cancelling a call that waits takes it out at once.
 */
public final class AsyncQueue {
    private final Alarms alarms;
    private final BoundedExecutor calls;
    private final BoundedExecutor aside;
    private final Deliveries deliveries;

    /**
     * What the alarms wake runs on threads beside those of the calls, again at most so many.
     *
     * @param executor runs the calls
     * @param limit how many at a time, 1 at least
     * @param alarms wake those who have waited too long
     */
    public AsyncQueue(Executor executor, IntSupplier limit, Alarms alarms) {
        this.alarms = alarms;
        this.calls = new BoundedExecutor(executor, limit);
        this.aside = new BoundedExecutor(executor, limit);
        this.deliveries = new Deliveries(alarms, this::aside);
    }

    /**
     * Makes the call when it may begin and there is a thread for it.
     *
     * @param call the call, which blocks
     * @param turn completes with {@code null} when the call may begin, else with the reason why it may not; never fails
     * @param deadline until when it may wait for one of the places
     * @param tooLate the failure when it has waited so long
     * @param context where the future and the stages made from it complete
     */
    public <T> CompletableFuture<T> add(
            Callable<T> call,
            CompletableFuture<? extends @Nullable Supplier<? extends Throwable>> turn,
            Deadline deadline,
            Supplier<? extends Throwable> tooLate,
            AsyncContext context) {
        AsyncCall<T> added = new AsyncCall<>(call, new Outcomes(context));
        turn.whenComplete((reason, never) -> {
            if (added.isDone()) {
                return; // Given up meanwhile.
            }
            if (reason != null) {
                aside(() -> fail(added, reason));
            } else {
                enqueue(added, deadline, tooLate);
            }
        });
        return added;
    }

    /** Whether somebody from outside has ended a call that was added: nobody wants its answer any more. */
    public static boolean endedFromOutside(CompletableFuture<?> added) {
        return added instanceof AsyncCall<?> call && call.endedFromOutside();
    }

    private void enqueue(AsyncCall<?> call, Deadline deadline, Supplier<? extends Throwable> tooLate) {
        try {
            if (!calls.execute(call)) {
                call.wakeBy(alarms.set(deadline.remaining().toNanos(), () -> expire(call, tooLate)));
            }
        } catch (RuntimeException noLimitOrAlarm) {
            calls.remove(call);
            call.fail(noLimitOrAlarm);
        }
    }

    private static void fail(AsyncCall<?> call, Supplier<? extends Throwable> reason) {
        if (!call.isDone()) {
            call.fail(reason.get());
        }
    }

    private void expire(AsyncCall<?> call, Supplier<? extends Throwable> tooLate) {
        if (calls.remove(call)) {
            aside(() -> fail(call, tooLate));
        }
    }

    private void aside(Runnable task) {
        aside.execute(new BoundedExecutor.Task() {
            @Override
            public Runnable run() {
                task.run();
                return () -> {};
            }

            @Override
            public void refused(Throwable reason) {
                task.run();
            }
        });
    }

    /** Calls that wait fail with the reason, and every outcome that is under way is delivered. Close the alarms first. */
    public void close(Supplier<? extends Throwable> reason) {
        calls.close().forEach(task -> task.refused(reason.get()));
        aside.close().forEach(task -> task.refused(reason.get()));
        deliveries.close();
    }

    private final class Outcomes implements AsyncCall.Outcomes {
        private final AsyncContext context;

        Outcomes(AsyncContext context) {
            this.context = context;
        }

        @Override
        public void deliver(AsyncCall<?> call, Runnable completion) {
            deliveries.deliver(context, completion);
        }

        @Override
        public void left(AsyncCall<?> call) {
            calls.remove(call);
        }

        @Override
        public @Nullable Executor stages() {
            return context == AsyncContext.none()
                    ? null
                    : stage -> context.threads().execute(() -> context.context().execute(stage));
        }
    }
}
