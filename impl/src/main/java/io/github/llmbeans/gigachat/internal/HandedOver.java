package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Exchanges on threads of the provider, for whose outcome somebody else waits until the deadline. */
final class HandedOver {
    private final Workers workers;
    private final ExchangeFailures failures;
    private final CallerContext context;
    private final BooleanSupplier endable;

    /** Whose callers would learn of the end of the provider too late, since the exchanges themselves do. */
    private final Set<FutureTask<?>> waitedFor = ConcurrentHashMap.newKeySet();

    /**
     * None yet.
     *
     * @param endable whether an interrupt ends an exchange; asked for each
     */
    HandedOver(Workers workers, ExchangeFailures failures, CallerContext context, BooleanSupplier endable) {
        this.workers = workers;
        this.failures = failures;
        this.context = context;
        this.endable = endable;
    }

    /** Runs an exchange, and something afterwards, whatever becomes of it. */
    <T> T call(String wanted, Deadline deadline, Callable<T> exchange, Runnable afterwards) {
        return outcome(wanted, deadline, start(exchange, afterwards));
    }

    /** What comes after its caller has left is closed; the slot is held until then. */
    <T extends AutoCloseable> T open(Deadline deadline, Callable<T> opener, Runnable release) {
        AtomicReference<T> come = new AtomicReference<>();
        AtomicBoolean left = new AtomicBoolean();
        FutureTask<T> opening = start(
                () -> {
                    T opened = opener.call();
                    come.set(opened);
                    return opened;
                },
                () -> {
                    if (come.get() == null) {
                        release.run();
                    } else if (left.get()) {
                        Quietly.close(come.get());
                    }
                });
        try {
            return outcome("answer", deadline, opening);
        } catch (RuntimeException | Error e) {
            left.set(true);
            if (come.get() != null) {
                Quietly.close(come.get());
            }
            throw e;
        }
    }

    /** Afterwards comes before the outcome is known: whoever gets it may be the next one who needs the slot. */
    private <T> FutureTask<T> start(Callable<T> exchange, Runnable afterwards) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (!done.getAndSet(true)) {
                afterwards.run();
            }
        };
        FutureTask<T> task = new FutureTask<>(context.carried(() -> {
            try {
                return exchange.call();
            } finally {
                once.run();
            }
        }));
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } finally {
                    once.run(); // It may have been given up before it began.
                }
            });
            return task;
        } catch (RejectedExecutionException closed) {
            once.run();
            throw failures.closed(closed);
        } catch (Error noThread) {
            once.run();
            throw failures.noThread(noThread);
        }
    }

    private <T> T outcome(String wanted, Deadline deadline, FutureTask<T> task) {
        boolean leavable = !endable.getAsBoolean();
        if (leavable) {
            waitedFor.add(task);
        }
        try {
            if (leavable && workers.closed()) {
                task.cancel(true);
            }
            return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw failures.timedOut(wanted, deadline, e);
        } catch (InterruptedException e) {
            throw interrupted(wanted, e);
        } catch (CancellationException e) {
            throw failures.closed(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            task.cancel(true);
            if (leavable) {
                waitedFor.remove(task);
            }
        }
    }

    /** Closing interrupts the provider's own threads, and some of them wait here for others. */
    ProviderException interrupted(String wanted, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return workers.closed() ? failures.closed(cause) : failures.interrupted(wanted, cause);
    }

    private RuntimeException failure(Throwable cause) {
        boolean answered = cause instanceof ProviderException e && e.status().isPresent();
        if (workers.closed() && cause instanceof Exception && !answered) {
            return failures.closed(cause);
        }
        if (cause instanceof ProviderException e) {
            e.setStackTrace(StackTraces.joined(e.getStackTrace(), new Throwable().getStackTrace()));
            return e;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return failures.failed(cause);
    }

    /** The provider is closed: nobody waits any longer. */
    void leave() {
        waitedFor.forEach(task -> task.cancel(true));
    }
}
