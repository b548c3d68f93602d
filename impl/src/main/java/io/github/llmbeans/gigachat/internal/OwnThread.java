package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges on the thread that asks for them, which is one of the provider's own or a caller's: somebody else ends them when
 * their time is over, or their thread is interrupted.
 */
final class OwnThread {
    private final Workers workers;
    private final ExchangeFailures failures;
    private final Watchman watchman;

    OwnThread(Workers workers, ExchangeFailures failures) {
        this.workers = workers;
        this.failures = failures;
        this.watchman = new Watchman(workers.timer());
    }

    /** On a thread of the provider, which is interrupted at the deadline. */
    <T> T inline(Deadline deadline, Callable<T> exchange) {
        try (TimeLimit limit = limit(deadline.remaining())) {
            return told(deadline, exchange, limit::passed);
        }
    }

    /** {@code null} if there is nothing nearby, or nobody who could end it. */
    Watchman.@Nullable Watch watch(Deadline deadline, @Nullable Near<?> near) {
        if (near == null) {
            return null;
        }
        Watchman.Watch watch = watchman.watch(deadline.remaining(), near::end);
        if (watch == null) {
            near.end();
        }
        return watch;
    }

    /** On a caller's thread, as long as it is watched. */
    <T> T watched(Deadline deadline, Near<T> near, Watchman.Watch watch) {
        try (watch) {
            return told(deadline, near::call, watch::late);
        }
    }

    /** The same for what is read later; what comes too late is closed. */
    <T extends AutoCloseable> T opened(Deadline deadline, Near<T> near, Watchman.Watch watch) {
        T opened = watched(deadline, near, watch);
        if (watch.late()) {
            Quietly.close(opened);
            throw failures.timedOut("answer", deadline, null);
        }
        return opened;
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
}
