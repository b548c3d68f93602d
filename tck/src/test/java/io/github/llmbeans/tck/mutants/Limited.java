package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;

/** The reference with another limiter. */
class Limited extends ReferenceProvider {
    private final ConcurrencyLimiter limiter;

    Limited(ProviderConfig config, Clock clock, ConcurrencyLimiter limiter) {
        super(config, clock);
        this.limiter = limiter;
    }

    @Override
    protected ConcurrencyLimiter concurrencyLimiter() {
        return limiter;
    }
}
