package io.github.llmbeans.tck.reference;

import io.github.llmbeans.CircuitBreaker;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.RetryBudget;
import io.github.llmbeans.RetryPolicy;
import java.time.Duration;

/** What the reference asks of its server at most, as options of the configuration. */
public final class ReferenceLimits {
    /** How many repeats there are for all calls together. */
    public static final String REPEATS = "repeats";

    /** How many failed attempts open the circuit. */
    public static final String ATTEMPTS = "circuit-attempts";

    static final String PLACES = "places";
    static final String QUEUE = "queue";
    static final String DELAY = "circuit-delay";

    private ReferenceLimits() {}

    /** Makes a limiter. */
    public interface Kind {
        ConcurrencyLimiter of(int most, int queued);
    }

    /** The contract's own. */
    public static ConcurrencyLimiter fair(int most, int queued) {
        return ConcurrencyLimiter.fair(most, queued, PLACES + " and " + QUEUE);
    }

    /** Without the option no limit. */
    public static ConcurrencyLimiter limiter(ProviderConfig config, Kind kind) {
        String most = config.options().get(PLACES);
        return most == null
                ? ConcurrencyLimiter.unlimited()
                : kind.of(
                        Integer.parseInt(most),
                        Integer.parseInt(config.options().get(QUEUE)));
    }

    static RetryPolicy retries(ProviderConfig config) {
        return RetryPolicy.builder()
                .maxRetries(config.maxRetries())
                .budget(budget(config))
                .circuitBreaker(circuit(config))
                .build();
    }

    private static RetryBudget budget(ProviderConfig config) {
        String repeats = config.options().get(REPEATS);
        return repeats == null
                ? RetryBudget.of(RetryBudget.DEFAULT_RATIO, RetryBudget.DEFAULT_RESERVE)
                : RetryBudget.of(0, Integer.parseInt(repeats));
    }

    private static CircuitBreaker circuit(ProviderConfig config) {
        String attempts = config.options().get(ATTEMPTS);
        return attempts == null
                ? CircuitBreaker.none()
                : CircuitBreaker.builder(config.name())
                        .requestVolumeThreshold(Integer.parseInt(attempts))
                        .failureRatio(1)
                        .delay(Duration.parse(config.options().get(DELAY)))
                        .build();
    }
}
