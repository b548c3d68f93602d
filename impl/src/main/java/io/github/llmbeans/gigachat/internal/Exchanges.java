package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges with the server so that the caller leaves at its deadline, or when it is interrupted, whatever the
 * socket does.
 *
 * <p>A thread that is blocked in a read does not notice an interrupt, so an exchange runs on a thread of the provider
 * while the caller waits for it; a caller that is such a thread already, for an asynchronous call or a stream, runs its
 * exchange itself, if the engine is one whose exchanges can be ended. With such an engine so does every caller whose exchange
 * goes over a connection that is known to be open: a {@link Watchman} closes it when the caller must leave. Leaving
 * interrupts the exchange's thread, and that closes the connection ({@link Worker}). At most so many exchanges run as there
 * are connections; the others wait here, where
 * the deadline rules, and not inside the engine. The threads are daemons that end when idle, and they run nothing but
 * the REST client.
 */
public final class Exchanges implements AutoCloseable {
    private final ExchangeFailures failures;
    private final String maxConnections;
    private final Semaphore slots;
    private final Workers workers;
    private final BooleanSupplier endable;

    /** Whose callers would learn of the end of the provider too late, since the exchanges themselves do. */
    private final Set<FutureTask<?>> waitedFor = ConcurrentHashMap.newKeySet();

    private final Watchman watchman;
    private final CallerContext context = CallerContext.present();

    Exchanges(String provider, int slots, String settingName) {
        this(
                provider,
                slots,
                settingName,
                new Workers("llmbeans-" + provider, false),
                noUsualTime(provider),
                () -> true);
    }

    /**
     * As many at once as the settings say, on virtual threads if they say so.
     *
     * @param endable whether an interrupt ends an exchange; asked for each
     */
    public Exchanges(GigaChatSettings settings, BooleanSupplier endable) {
        this(
                settings.name(),
                settings.maxConnections(),
                settings.names().of(Setting.MAX_CONNECTIONS),
                new Workers("llmbeans-" + settings.name(), settings.virtualThreads()),
                new ExchangeFailures(
                        settings.name(), settings.timeout(), settings.names().of(Setting.TIMEOUT)),
                endable);
    }

    Exchanges(String provider, int slots, String settingName, ThreadFactory threads) {
        this(provider, slots, settingName, new Workers(threads), noUsualTime(provider), () -> true);
    }

    Exchanges(String provider, int slots, String settingName, Workers workers) {
        this(provider, slots, settingName, workers, noUsualTime(provider), () -> true);
    }

    private static ExchangeFailures noUsualTime(String provider) {
        return new ExchangeFailures(provider, Duration.ZERO, "");
    }

    private Exchanges(
            String provider,
            int slots,
            String settingName,
            Workers workers,
            ExchangeFailures failures,
            BooleanSupplier endable) {
        this.failures = failures;
        this.endable = endable;
        this.slots = new Semaphore(slots, true);
        this.maxConnections = settingName + " is " + slots;
        this.workers = workers;
        this.watchman = new Watchman(workers.timer());
    }

    /** Runs a task on a thread of the provider after a while; {@code false} if nothing will come of that. */
    boolean later(Duration time, Runnable task) {
        return workers.later(time, task);
    }

    /** Where work without a slot of its own runs: flights of the token cache and asynchronous calls. */
    public Executor workers() {
        return workers;
    }

    /** The same, but the work belongs to the trace of whoever starts it: a token request to the call that needs one. */
    public Executor workersInContext() {
        return work -> workers.execute(context.carried(work));
    }

    /**
     * Runs an exchange and waits for its outcome.
     *
     * @throws ProviderTimeoutException if the deadline passes first
     * @throws ProviderInterruptedException if the caller is interrupted; the flag is set again
     * @throws ProviderException the exchange's own failure
     */
    public <T> T call(Deadline deadline, Callable<T> exchange) {
        if (deadline.expired()) {
            throw failures.timedOut("answer", deadline, null);
        }
        takeSlot(deadline);
        if (workers.mine() && endable.getAsBoolean()) {
            try {
                return inline(deadline, exchange);
            } finally {
                slots.release();
            }
        }
        return outcome("answer", deadline, start(exchange, slots::release));
    }

    /** What somebody may do on the caller's own thread, since it ends as soon as it is ended. */
    interface Near<T> {
        /** Does it. */
        T call();

        /** Ends it; any thread. */
        void end();
    }

    /**
     * The same on the caller's own thread, if the exchange can be ended by any other one: handing work over to a thread and
     * its outcome back costs more than all else that is done for a call.
     *
     * @param nearby gives the exchange, or {@code null} if only {@code exchange} will do
     */
    <T> T call(Deadline deadline, Supplier<@Nullable Near<T>> nearby, Callable<T> exchange) {
        if (workers.mine()) {
            return call(deadline, exchange);
        }
        if (deadline.expired()) {
            throw failures.timedOut("answer", deadline, null);
        }
        takeSlot(deadline);
        boolean handedOver = false;
        try {
            Near<T> near = nearby.get();
            Watchman.Watch watch = watch(deadline, near);
            if (near != null && watch != null) {
                try (watch) {
                    return told(deadline, near::call, watch::late);
                }
            }
            handedOver = true;
        } finally {
            if (!handedOver) {
                slots.release();
            }
        }
        return outcome("answer", deadline, start(exchange, slots::release));
    }

    /**
     * How something is opened.
     *
     * @param nearby on the caller's own thread; gives {@code null} if that is not possible. Not asked by the provider's own
     *     threads, which can be ended without it
     * @param anywhere on a thread of the provider
     */
    record Opener<T>(Supplier<@Nullable Near<T>> nearby, Supplier<T> anywhere) {}

    /** {@code null} if there is nothing nearby, or nobody who could end it. */
    private Watchman.@Nullable Watch watch(Deadline deadline, @Nullable Near<?> near) {
        if (near == null) {
            return null;
        }
        Watchman.Watch watch = watchman.watch(deadline.remaining(), near::end);
        if (watch == null) {
            near.end();
        }
        return watch;
    }

    /**
     * Opens what is read later and keeps its slot until it is closed.
     *
     * @param openers gets what gives the slot back
     */
    <T extends AutoCloseable> T open(Deadline deadline, Function<Runnable, Opener<T>> openers) {
        if (deadline.expired()) {
            throw failures.timedOut("answer", deadline, null);
        }
        takeSlot(deadline);
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable release = () -> {
            if (held.getAndSet(false)) {
                slots.release();
            }
        };
        Opener<T> opener = openers.apply(release);
        boolean mine = workers.mine();
        try {
            Near<T> near = mine ? null : opener.nearby.get();
            Watchman.Watch watch = watch(deadline, near);
            if (near != null && watch != null) {
                return opened(deadline, near, watch);
            }
            if (mine && endable.getAsBoolean()) {
                return inline(deadline, opener.anywhere::get);
            }
        } catch (RuntimeException | Error e) {
            release.run();
            throw e;
        }
        return leavable(deadline, opener.anywhere::get, release);
    }

    private <T extends AutoCloseable> T opened(Deadline deadline, Near<T> near, Watchman.Watch watch) {
        T opened;
        try (watch) {
            opened = told(deadline, near::call, watch::late);
        }
        if (watch.late()) {
            quietly(opened);
            throw failures.timedOut("answer", deadline, null);
        }
        return opened;
    }

    /** What comes after its caller has left is closed; the slot is held until then. */
    private <T extends AutoCloseable> T leavable(Deadline deadline, Callable<T> opener, Runnable release) {
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
                        quietly(come.get());
                    }
                });
        try {
            return outcome("answer", deadline, opening);
        } catch (RuntimeException | Error e) {
            left.set(true);
            if (come.get() != null) {
                quietly(come.get());
            }
            throw e;
        }
    }

    private static void quietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            // Nobody waits for it any more.
        }
    }

    /**
     * Does something for a short time; {@code false} also if it did not end in that time.
     *
     * @param ending ends it; the provider's own threads are interrupted in its place
     */
    boolean within(Duration time, BooleanSupplier work, Runnable ending) {
        return workers.mine() ? within(time, work) : withinWatched(time, work, ending);
    }

    private boolean withinWatched(Duration time, BooleanSupplier work, Runnable ending) {
        Watchman.Watch watch = watchman.watch(time, ending);
        if (watch == null) {
            return false;
        }
        try (watch) {
            return work.getAsBoolean() && !watch.late();
        }
    }

    private boolean within(Duration time, BooleanSupplier work) {
        try (TimeLimit limit = limit(time)) {
            return work.getAsBoolean() && !limit.passed();
        }
    }

    private TimeLimit limit(Duration time) {
        TimeLimit watched = watchman.limit(time);
        if (watched != null) {
            return watched;
        }
        try {
            return workers.timer().limit(time);
        } catch (Error noThread) {
            throw failures.noThread(noThread);
        }
    }

    private <T> T inline(Deadline deadline, Callable<T> exchange) {
        try (TimeLimit limit = limit(deadline.remaining())) {
            return told(deadline, exchange, limit::passed);
        }
    }

    /** Does it on this thread, and tells what was the matter if it has failed. */
    private <T> T told(Deadline deadline, Callable<T> exchange, BooleanSupplier late) {
        try {
            return exchange.call();
        } catch (Exception e) {
            boolean answered =
                    e instanceof ProviderException known && known.status().isPresent();
            if (answered) {
                throw (ProviderException) e;
            }
            if (workers.closed()) {
                throw failures.closed(e);
            }
            if (late.getAsBoolean()) {
                throw failures.timedOut("answer", deadline, e);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw failures.interrupted("answer", e);
            }
            throw e instanceof ProviderException ours ? ours : failures.failed(e);
        }
    }

    /**
     * The same for a token request, without a slot: those who have the slots wait for the token. However slowly its
     * endpoint answers, the outcome is there at the deadline.
     */
    public <T> T callForToken(Deadline deadline, Callable<T> exchange) {
        return outcome("access token", deadline, start(exchange, () -> {}));
    }

    private void takeSlot(Deadline deadline) {
        try {
            if (!slots.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw failures.noSlot(deadline, maxConnections);
            }
        } catch (InterruptedException e) {
            throw interrupted("answer", e);
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
    private ProviderException interrupted(String wanted, InterruptedException cause) {
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

    @Override
    public void close() {
        workers.close();
        waitedFor.forEach(task -> task.cancel(true));
    }
}
