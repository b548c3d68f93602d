package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.Texts;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call's way through the {@link ConcurrencyLimiter}: its permit, or its wait for one, which ends at the deadline. Its
 * failures are those of a call that has not been tried.
 */
final class Admission implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Admission.class.getName());

    private final String provider;
    private final ConcurrencyLimiter limiter;
    private final Deadline deadline;
    private final ConcurrencyLimiter.Permit permit;
    private final CompletableFuture<@Nullable Supplier<? extends RuntimeException>> verdict = new CompletableFuture<>();

    /**
     * Asks for the permit; does not block.
     *
     * @throws RateLimitException if too many wait already
     * @throws ProviderUnavailableException if the limiter has failed
     */
    Admission(String provider, ConcurrencyLimiter limiter, Deadline deadline) {
        this.provider = provider;
        this.limiter = limiter;
        this.deadline = deadline;
        try {
            permit = Objects.requireNonNull(limiter.acquire(deadline.remaining()), "acquire must not be null");
        } catch (RejectedExecutionException full) {
            throw untried(new RateLimitException(
                    "Too many calls of provider '" + provider + "' wait for their turn: " + full.getMessage(),
                    Failure.of(provider).withRetryable(true),
                    full));
        } catch (RuntimeException failure) {
            throw broken(failure);
        }
        try {
            permit.turn()
                    .whenComplete((held, failure) -> verdict.complete(failure == null ? null : () -> broken(failure)));
        } catch (RuntimeException failure) {
            verdict.complete(() -> broken(failure));
        }
    }

    Deadline deadline() {
        return deadline;
    }

    /**
     * Sees to it that the wait ends at the deadline; {@code refusal} tells why it ends if the alarms are closed.
     *
     * @throws ProviderUnavailableException if there is no thread for that; then it has left the queue
     */
    Admission watched(Alarms alarms, Supplier<? extends RuntimeException> refusal) {
        if (!verdict.isDone()) {
            Future<?> alarm;
            try {
                alarm = alarms.set(deadline.remaining().toNanos(), () -> refuse(this::late));
            } catch (ProviderException noThread) {
                close();
                throw untried(noThread);
            }
            if (alarm == null) {
                refuse(refusal);
            } else {
                verdict.whenComplete((reason, never) -> alarm.cancel(false));
            }
        }
        return this;
    }

    /** Ends the wait, if it still goes on. */
    void refuse(Supplier<? extends RuntimeException> reason) {
        verdict.complete(reason);
    }

    /** Completes with {@code null} when the turn has come, else with the reason why it will not. Never fails. */
    CompletableFuture<@Nullable Supplier<? extends RuntimeException>> verdict() {
        return verdict;
    }

    /**
     * Blocks until the turn has come.
     *
     * @throws ProviderTimeoutException if it has not come by the deadline
     * @throws ProviderInterruptedException if the caller is interrupted; the flag is set again
     * @throws ProviderUnavailableException if the limiter has failed
     * @throws IllegalStateException if the provider is closed meanwhile
     */
    void await() {
        Supplier<? extends RuntimeException> reason;
        try {
            reason = verdict.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw untried(new ProviderInterruptedException(
                    "Interrupted while waiting for its turn; " + limiter, Failure.of(provider), e));
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
        if (reason != null) {
            throw reason.get();
        }
    }

    private ProviderException late() {
        return untried(new ProviderTimeoutException(
                "Provider '" + provider + "' got no turn within " + Texts.seconds(deadline.timeout()) + ": " + limiter
                        + ". A stream holds its turn until it ends",
                Failure.of(provider).withRetryable(true)));
    }

    private ProviderException broken(Throwable cause) {
        return untried(new ProviderUnavailableException(
                "The limiter of provider '" + provider + "' has failed with "
                        + cause.getClass().getName(),
                Failure.of(provider).withRetryable(true),
                cause));
    }

    private static ProviderException untried(ProviderException failure) {
        failure.recordAttempts(0);
        return failure;
    }

    /** Gives the permit back, or leaves the queue. A limiter that fails in that costs nobody an answer. */
    @Override
    public void close() {
        try {
            permit.close();
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "The limiter of provider '" + provider + "' has failed to take a permit back, with "
                            + e.getClass().getName());
        }
        refuse(this::left); // Nobody waits for the verdict any more, nor does an alarm.
    }

    private ProviderException left() {
        return untried(new ProviderUnavailableException(
                "The call of provider '" + provider + "' has left the queue", Failure.of(provider)));
    }
}
