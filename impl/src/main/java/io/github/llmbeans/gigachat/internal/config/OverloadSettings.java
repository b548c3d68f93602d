package io.github.llmbeans.gigachat.internal.config;

import java.time.Duration;

/**
 * What the provider does when there is too much to do, or when the server fails.
 *
 * @param maxConcurrentRequests how many requests of the account run at once; 0 for no limit of ours
 * @param maxQueuedRequests how many may wait for that
 * @param retryBudget repeats per 100 calls in the long run; 0 for no bound of all calls together
 * @param circuitBreaker whether there is a circuit breaker
 * @param circuitBreakerDelay how long an open circuit lets nothing through
 * @param circuitBreakerFailureRatio the share of failed attempts at which it opens
 * @param circuitBreakerVolume how many of the last attempts are looked at
 */
public record OverloadSettings(
        int maxConcurrentRequests,
        int maxQueuedRequests,
        int retryBudget,
        boolean circuitBreaker,
        Duration circuitBreakerDelay,
        double circuitBreakerFailureRatio,
        int circuitBreakerVolume) {

    static OverloadSettings read(Values values, String scope) {
        return new OverloadSettings(
                values.integer(Setting.MAX_CONCURRENT_REQUESTS, usualConcurrency(scope), 0, 10_000),
                values.integer(Setting.MAX_QUEUED_REQUESTS, 1_000, 0, 1_000_000),
                values.integer(Setting.RETRY_BUDGET, 20, 0, 1_000),
                values.flag(Setting.CIRCUIT_BREAKER, false),
                values.duration(
                        Setting.CIRCUIT_BREAKER_DELAY, Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofDays(1)),
                values.number(Setting.CIRCUIT_BREAKER_FAILURE_RATIO, 0.5, 0.01, 1),
                values.integer(Setting.CIRCUIT_BREAKER_VOLUME, 20, 1, 10_000));
    }

    /** What GigaChat allows: one request at once for individuals, ten for companies (REST reference §8). */
    private static int usualConcurrency(String scope) {
        return scope.equals(GigaChatSettings.DEFAULT_SCOPE) ? 1 : 10;
    }
}
