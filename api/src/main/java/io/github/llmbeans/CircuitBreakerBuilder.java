package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Builds a {@link CircuitBreaker}; each method checks its value at once. Not thread-safe. */
public final class CircuitBreakerBuilder {
    private static final int MOST = 10_000;

    final String provider;
    int requestVolumeThreshold = 20;
    double failureRatio = 0.5;
    Duration delay = Duration.ofSeconds(5);
    LongSupplier nanoTime = System::nanoTime;

    CircuitBreakerBuilder(String provider) {
        this.provider = Checks.notBlank("provider", provider);
    }

    /**
     * Sets how many of the last attempts are looked at; before there have been so many, the circuit stays closed.
     *
     * @param value 1 to 10,000; 20 if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CircuitBreakerBuilder requestVolumeThreshold(int value) {
        requestVolumeThreshold = Checks.within("requestVolumeThreshold", value, 1, MOST);
        return this;
    }

    /**
     * Sets the share of failed ones among them at which the circuit opens.
     *
     * @param value 0.01 to 1; 0.5 if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CircuitBreakerBuilder failureRatio(double value) {
        failureRatio = Checks.within("failureRatio", value, 0.01, 1);
        return this;
    }

    /**
     * Sets how long an open circuit lets nothing through.
     *
     * @param value 1 ms to 24 h; 5 s if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public CircuitBreakerBuilder delay(Duration value) {
        delay = Checks.within("delay", value, Duration.ofMillis(1), Duration.ofDays(1));
        return this;
    }

    /**
     * Replaces the clock.
     *
     * @param value a monotonic clock in nanoseconds; thread-safe
     * @return this
     */
    public CircuitBreakerBuilder nanoTime(LongSupplier value) {
        nanoTime = Objects.requireNonNull(value, "nanoTime must not be null");
        return this;
    }

    /**
     * The circuit breaker as set so far, closed.
     *
     * @return a new circuit breaker
     */
    public CircuitBreaker build() {
        return new CircuitBreaker(this, true);
    }
}
