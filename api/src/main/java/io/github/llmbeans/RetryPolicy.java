package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.Failures;
import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a call that failed for a passing reason. Thread-safe; knows nothing of HTTP.
 *
 * <p>Only a {@link ProviderException} that says {@link ProviderException#retryable()} is repeated, at most
 * {@code maxRetries} times. The pause before retry <em>n</em> (from 0) is a random time between zero and
 * {@code min(maxDelay, baseDelay * 2^n)}, and never shorter than what the server asked for. A pause that would reach the
 * deadline is not begun: the failure is thrown at once. The exception that comes out says how many attempts were made
 * and carries the earlier failures as suppressed exceptions.
 *
 * <p>A {@link RetryBudget} bounds the repeats of all calls together, a {@link CircuitBreaker} refuses attempts while it is
 * open: a first one with its own exception, a repeat by letting the failure before it be the last.
 *
 * <p>Defaults: 3 retries, base 500 ms, cap 20 s, no budget, no circuit breaker.
 */
public final class RetryPolicy {
    private static final int MAX_SHIFT = 30;

    private final int maxRetries;
    private final Duration baseDelay;
    private final Duration maxDelay;
    private final DoubleSupplier random;
    private final Sleeper sleeper;
    private final RetryBudget budget;
    private final CircuitBreaker circuitBreaker;

    RetryPolicy(RetryPolicyBuilder builder) {
        maxRetries = builder.maxRetries;
        baseDelay = builder.baseDelay;
        maxDelay = builder.maxDelay;
        random = builder.random;
        sleeper = builder.sleeper;
        budget = builder.budget;
        circuitBreaker = builder.circuitBreaker;
        if (baseDelay.compareTo(maxDelay) > 0) {
            throw new IllegalArgumentException("baseDelay must not exceed maxDelay, was " + Texts.seconds(baseDelay)
                    + " with maxDelay " + Texts.seconds(maxDelay));
        }
    }

    /**
     * A builder with the defaults.
     *
     * @return a new builder, not thread-safe
     */
    public static RetryPolicyBuilder builder() {
        return new RetryPolicyBuilder();
    }

    /**
     * How often a failed call is repeated at most.
     *
     * @return at least 0
     */
    public int maxRetries() {
        return maxRetries;
    }

    /**
     * Calls, and repeats as the policy says. Blocks the caller, pauses included.
     *
     * @param <T> what a call answers
     * @param deadline the end of all attempts and pauses; the attempts keep it themselves
     * @param attempt one attempt
     * @return the first answer
     * @throws ProviderException the last failure
     * @throws ProviderUnavailableException if the circuit is open
     * @throws ProviderInterruptedException if the caller is interrupted during a pause; the flag is set again
     */
    public <T> T execute(Deadline deadline, Attempt<T> attempt) {
        Objects.requireNonNull(deadline, "deadline must not be null");
        Objects.requireNonNull(attempt, "attempt must not be null");
        budget.earn();
        List<ProviderException> earlier = new ArrayList<>(0);
        while (true) {
            int admitted = admit(earlier);
            try {
                return guarded(admitted, attempt);
            } catch (ProviderException e) {
                int retry = earlier.size();
                e.recordAttempts(retry + 1);
                Duration pause = delay(retry, e.failure().retryAfter());
                if (!e.retryable()
                        || retry >= maxRetries
                        || pause.compareTo(deadline.remaining()) >= 0
                        || withheld(e)) {
                    throw Failures.withEarlier(e, earlier);
                }
                pause(pause, e, earlier);
                earlier.add(e);
            }
        }
    }

    private int admit(List<ProviderException> earlier) {
        try {
            return circuitBreaker.admit();
        } catch (ProviderUnavailableException open) {
            open.recordAttempts(earlier.size());
            throw Failures.withEarlier(open, earlier);
        }
    }

    private <T> T guarded(int admitted, Attempt<T> attempt) {
        Boolean ok = null;
        try {
            T answer = attempt.call();
            ok = true;
            return answer;
        } catch (ProviderException e) {
            if (!(e instanceof ProviderInterruptedException)) {
                ok = !CircuitBreaker.failure(e);
            }
            throw e;
        } finally {
            circuitBreaker.ended(admitted, ok);
        }
    }

    /** Whether another try makes sense but is not made, for the sake of all calls together. */
    private boolean withheld(ProviderException e) {
        if (circuitBreaker.isOpen()) {
            e.recordWithheld("the circuit is open");
            return true;
        }
        if (!budget.spend()) {
            e.recordWithheld("the retry budget is used up");
            return true;
        }
        return false;
    }

    /** What has begun well has failed after all. */
    void failedLater(ProviderException e) {
        if (CircuitBreaker.failure(e)) {
            circuitBreaker.failedLater();
        }
    }

    /**
     * The pause before a retry; random within the bounds that the class describes.
     *
     * @param retry which retry, 0 for the first
     * @param retryAfter what the server asked for, or {@code null}
     * @return the pause
     */
    public Duration delay(int retry, @Nullable Duration retryAfter) {
        Checks.atLeast("retry", retry, 0);
        long cap = maxDelay.toNanos();
        int shift = Math.min(retry, MAX_SHIFT);
        long base = baseDelay.toNanos();
        long bound = base > cap >> shift ? cap : base << shift;
        Duration backoff = Duration.ofNanos((long) (bound * random.getAsDouble()));
        return retryAfter != null && retryAfter.compareTo(backoff) > 0 ? retryAfter : backoff;
    }

    private void pause(Duration pause, ProviderException failed, List<ProviderException> earlier) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            ProviderInterruptedException e = new ProviderInterruptedException(
                    "Interrupted while waiting " + Texts.seconds(pause) + " for the next try",
                    failed.failure().withRetryable(false),
                    interrupt);
            e.recordAttempts(failed.attempts());
            e.addSuppressed(failed);
            throw Failures.withEarlier(e, earlier);
        }
    }

    /**
     * One attempt of a call.
     *
     * @param <T> what it answers
     */
    @FunctionalInterface
    public interface Attempt<T> {
        /**
         * Tries once.
         *
         * @return the answer
         * @throws ProviderException if the attempt failed
         */
        T call();
    }
}
