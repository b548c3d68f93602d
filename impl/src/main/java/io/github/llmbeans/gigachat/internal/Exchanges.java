package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges with the server so that the caller leaves at its deadline, or when it is interrupted, whatever the
 * socket does.
 *
 * <p>A thread that is blocked in a read does not notice an interrupt, so an exchange runs on a thread of the provider
 * while the caller waits for it ({@link HandedOver}); a caller that is such a thread already, for an asynchronous call or a stream, runs its
 * exchange itself ({@link OwnThread}), if the engine is one whose exchanges can be ended. With such an engine so does every caller whose exchange
 * goes over a connection that is known to be open: a {@link Watchman} closes it when the caller must leave. Leaving
 * interrupts the exchange's thread, and that closes the connection ({@link Worker}). At most so many exchanges run as there
 * are connections ({@link Slots}). The threads are daemons that end when idle, and they run nothing but
 * the REST client.
 */
public final class Exchanges implements AutoCloseable {
    private final Slots slots;
    private final Workers workers;
    private final BooleanSupplier endable;
    private final CallerContext context = CallerContext.present();
    private final OwnThread ownThread;
    private final HandedOver handedOver;

    Exchanges(String provider, int slots, String settingName) {
        this(provider, slots, settingName, new Workers("llmbeans-" + provider, false));
    }

    /**
     * As many at once as the settings say, on virtual threads if they say so.
     *
     * @param endable whether an interrupt ends an exchange; asked for each
     */
    public Exchanges(GigaChatSettings settings, BooleanSupplier endable) {
        this(
                settings.maxConnections(),
                settings.names().of(Setting.MAX_CONNECTIONS),
                new Workers("llmbeans-" + settings.name(), settings.virtualThreads()),
                new ExchangeFailures(
                        settings.name(), settings.timeout(), settings.names().of(Setting.TIMEOUT)),
                endable);
    }

    Exchanges(String provider, int slots, String settingName, ThreadFactory threads) {
        this(provider, slots, settingName, new Workers(threads));
    }

    Exchanges(String provider, int slots, String settingName, Workers workers) {
        this(slots, settingName, workers, new ExchangeFailures(provider, Duration.ZERO, ""), () -> true);
    }

    private Exchanges(
            int slots, String settingName, Workers workers, ExchangeFailures failures, BooleanSupplier endable) {
        this.slots = new Slots(slots, settingName, failures);
        this.workers = workers;
        this.endable = endable;
        this.ownThread = new OwnThread(workers, failures);
        this.handedOver = new HandedOver(workers, failures, context, endable);
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
        takeSlot(deadline);
        if (workers.mine() && endable.getAsBoolean()) {
            try {
                return ownThread.inline(deadline, exchange);
            } finally {
                slots.release();
            }
        }
        return handedOver.call("answer", deadline, exchange, slots::release);
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
        takeSlot(deadline);
        boolean elsewhere = false;
        try {
            Near<T> near = nearby.get();
            Watchman.Watch watch = ownThread.watch(deadline, near);
            if (near != null && watch != null) {
                return ownThread.watched(deadline, near, watch);
            }
            elsewhere = true;
        } finally {
            if (!elsewhere) {
                slots.release();
            }
        }
        return handedOver.call("answer", deadline, exchange, slots::release);
    }

    /**
     * Opens what is read later and keeps its slot until it is closed.
     *
     * @param openers gets what gives the slot back
     */
    <T extends AutoCloseable> T open(Deadline deadline, Function<Runnable, Opener<T>> openers) {
        takeSlot(deadline);
        Runnable release = slots.releaseOnce();
        Opener<T> opener = openers.apply(release);
        boolean mine = workers.mine();
        try {
            Near<T> near = mine ? null : opener.nearby().get();
            Watchman.Watch watch = ownThread.watch(deadline, near);
            if (near != null && watch != null) {
                return ownThread.opened(deadline, near, watch);
            }
            if (mine && endable.getAsBoolean()) {
                return ownThread.inline(deadline, opener.anywhere()::get);
            }
        } catch (RuntimeException | Error e) {
            release.run();
            throw e;
        }
        return handedOver.open(deadline, opener.anywhere()::get, release);
    }

    /**
     * Does something for a short time; {@code false} also if it did not end in that time.
     *
     * @param ending ends it; the provider's own threads are interrupted in its place
     */
    boolean within(Duration time, BooleanSupplier work, Runnable ending) {
        return ownThread.within(time, work, ending);
    }

    /**
     * The same as {@link #call(Deadline, Callable)} for a token request, without a slot: those who have the slots wait for
     * the token. However slowly its endpoint answers, the outcome is there at the deadline.
     */
    public <T> T callForToken(Deadline deadline, Callable<T> exchange) {
        return handedOver.call("access token", deadline, exchange, () -> {});
    }

    private void takeSlot(Deadline deadline) {
        try {
            slots.take(deadline);
        } catch (InterruptedException e) {
            throw handedOver.interrupted("answer", e);
        }
    }

    @Override
    public void close() {
        workers.close();
        handedOver.leave();
    }
}
