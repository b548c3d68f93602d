package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Builds a {@link RetryPolicy}; each method checks its value at once. Not thread-safe. */
public final class RetryPolicyBuilder {
    private static final Duration MAX_DELAY = Duration.ofHours(1);

    int maxRetries = ProviderConfig.DEFAULT_MAX_RETRIES;
    Duration baseDelay = Duration.ofMillis(500);
    Duration maxDelay = Duration.ofSeconds(20);
    DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    Sleeper sleeper = Sleeper.system();
    RetryBudget budget = RetryBudget.unlimited();
    CircuitBreaker circuitBreaker = CircuitBreaker.none();

    RetryPolicyBuilder() {}

    /**
     * Sets how often a failed call is repeated at most.
     *
     * @param value at least 0, which means never; 3 if never set
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicyBuilder maxRetries(int value) {
        maxRetries = Checks.atLeast("maxRetries", value, 0);
        return this;
    }

    /**
     * Sets the longest pause before the first retry; it doubles with each retry.
     *
     * @param value 0 to 1 h; 500 ms if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public RetryPolicyBuilder baseDelay(Duration value) {
        baseDelay = Checks.within("baseDelay", value, Duration.ZERO, MAX_DELAY);
        return this;
    }

    /**
     * Sets the bound of the pauses that the policy chooses by itself; a server may ask for more.
     *
     * @param value 0 to 1 h; 20 s if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public RetryPolicyBuilder maxDelay(Duration value) {
        maxDelay = Checks.within("maxDelay", value, Duration.ZERO, MAX_DELAY);
        return this;
    }

    /**
     * Bounds the repeats of all calls together.
     *
     * @param value the budget, to be shared by all calls of a provider; unlimited if never set
     * @return this
     */
    public RetryPolicyBuilder budget(RetryBudget value) {
        budget = Objects.requireNonNull(value, "budget must not be null");
        return this;
    }

    /**
     * Lets attempts through only while the circuit is closed.
     *
     * @param value the circuit breaker of the provider; none if never set
     * @return this
     */
    public RetryPolicyBuilder circuitBreaker(CircuitBreaker value) {
        circuitBreaker = Objects.requireNonNull(value, "circuitBreaker must not be null");
        return this;
    }

    /**
     * Replaces the source of randomness.
     *
     * @param value gives numbers from 0 (inclusive) to 1 (exclusive); thread-safe
     * @return this
     */
    public RetryPolicyBuilder random(DoubleSupplier value) {
        random = Objects.requireNonNull(value, "random must not be null");
        return this;
    }

    /**
     * Replaces the way to wait.
     *
     * @param value waits; thread-safe
     * @return this
     */
    public RetryPolicyBuilder sleeper(Sleeper value) {
        sleeper = Objects.requireNonNull(value, "sleeper must not be null");
        return this;
    }

    /**
     * The policy as set so far.
     *
     * @return an immutable policy
     * @throws IllegalArgumentException if the base delay exceeds the longest delay
     */
    public RetryPolicy build() {
        return new RetryPolicy(this);
    }
}
