package io.github.llmbeans;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** One provider in a router: its figures, what its health checks have said, and until when it is passed over. */
final class RouterMember {
    private final String name;
    private final BaseProvider provider;
    private final CallMetrics metrics;
    private final ObservedProvider observed;
    private final MemberRest rest;
    private final MemberHealth health;

    RouterMember(BaseProvider provider, LongSupplier nanoTime, Duration healthInterval, Executor healthExecutor) {
        this.name = provider.info().name();
        this.provider = provider;
        this.rest = new MemberRest(name, nanoTime);
        this.metrics = new CallMetrics(name, nanoTime, rest);
        this.observed = new ObservedProvider(provider, metrics);
        this.health = new MemberHealth(this, nanoTime, healthInterval, healthExecutor);
    }

    String name() {
        return name;
    }

    BaseProvider provider() {
        return provider;
    }

    /** The provider with its calls measured. */
    BaseProvider observed() {
        return observed;
    }

    CallMetrics metrics() {
        return metrics;
    }

    MemberRest rest() {
        return rest;
    }

    MemberHealth health() {
        return health;
    }

    ProviderMetrics snapshot() {
        return metrics.snapshot(rest.left());
    }
}
