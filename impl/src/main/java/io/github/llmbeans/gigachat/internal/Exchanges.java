package io.github.llmbeans.gigachat.internal;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges with the server so that the caller leaves at its deadline, or when it is interrupted, whatever the
 * socket does.
 *
 * <p>No standard API ends a blocking read at a moment of one's choice, so an exchange runs on a thread of the provider
 * while the caller waits for it. At most so many exchanges run as there are connections; the others wait here, where
 * the deadline rules, and not inside the engine. The threads are daemons that end when idle, and they run nothing but
 * the REST client.
 */
public final class Exchanges implements AutoCloseable {
    private final String provider;
    private final String maxConnections;
    private final Semaphore slots;
    private final Workers workers;

    public Exchanges(String provider, int slots, String settingName) {
        this(provider, slots, settingName, new Workers("llmbeans-" + provider));
    }

    Exchanges(String provider, int slots, String settingName, ThreadFactory threads) {
        this(provider, slots, settingName, new Workers(threads));
    }

    private Exchanges(String provider, int slots, String settingName, Workers workers) {
        this.provider = provider;
        this.slots = new Semaphore(slots, true);
        this.maxConnections = settingName + " is " + slots;
        this.workers = workers;
    }

    /** Where work without a slot of its own runs: token requests and asynchronous calls. */
    public Executor workers() {
        return workers;
    }

    /**
     * Runs an exchange and waits for its outcome.
     *
     * @throws ProviderTimeoutException if the deadline passes first
     * @throws ProviderInterruptedException if the caller is interrupted; the flag is set again
     * @throws ProviderException the exchange's own failure
     */
    public <T> T call(Deadline deadline, Callable<T> exchange) {
        try {
            if (deadline.expired()) {
                throw timeout(deadline, null);
            }
            if (!slots.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProviderTimeoutException(
                        "Provider '" + provider + "' had no free connection within "
                                + deadline.timeout().toMillis() + " ms (" + maxConnections + ")",
                        Failure.of(provider));
            }
            FutureTask<T> task = start(exchange);
            try {
                return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                task.cancel(true);
            }
        } catch (TimeoutException e) {
            throw timeout(deadline, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException(
                    "Interrupted while waiting for an answer of provider '" + provider + "'", Failure.of(provider), e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private <T> FutureTask<T> start(Callable<T> exchange) {
        FutureTask<T> task = new FutureTask<>(exchange);
        try {
            workers.execute(() -> {
                try {
                    task.run();
                } finally {
                    slots.release();
                }
            });
            return task;
        } catch (RejectedExecutionException closed) {
            slots.release();
            throw new ProviderUnavailableException(
                    "Provider '" + provider + "' was closed during the call", Failure.of(provider), closed);
        } catch (Error noThread) {
            slots.release();
            throw new ProviderUnavailableException(
                    "Provider '" + provider + "' has no thread for the call: " + noThread.getMessage(),
                    Failure.of(provider),
                    noThread);
        }
    }

    private ProviderException timeout(Deadline deadline, @Nullable Throwable cause) {
        return new ProviderTimeoutException(
                "Provider '" + provider + "' had no answer within "
                        + deadline.timeout().toMillis() + " ms",
                Failure.of(provider),
                cause);
    }

    private RuntimeException failure(Throwable cause) {
        if (cause instanceof ProviderException e) {
            e.setStackTrace(StackTraces.joined(e.getStackTrace(), new Throwable().getStackTrace()));
            return e;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new ProviderUnavailableException(
                "Provider '" + provider + "' failed: " + cause.getClass().getSimpleName(), Failure.of(provider), cause);
    }

    @Override
    public void close() {
        workers.close();
    }
}
