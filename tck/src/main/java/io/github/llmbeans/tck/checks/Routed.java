package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.tck.run.Expect;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** A router whose clock stands still unless it is moved, and which leaves its members open. */
final class Routed {
    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private final Router router;

    private Routed(RoutingStrategy strategy) {
        this.router = Router.builder("tck-router")
                .strategy(strategy)
                .closesProviders(false)
                .nanoTime(nanos::get)
                .build();
    }

    static Routed by(RoutingStrategy strategy) {
        return new Routed(strategy);
    }

    Router router() {
        return router;
    }

    /** Lets time pass for the router. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** The figures of a member, which must be known under its configured name. */
    ProviderMetrics metrics(String member) {
        ProviderMetrics figures = router.metrics().get(member);
        Expect.that(
                "a member with the name " + member,
                figures != null,
                router.metrics().keySet());
        return Objects.requireNonNull(figures);
    }

    /** What the router has counted of a member. */
    ProviderMetrics.Calls figures(String member) {
        return metrics(member).calls();
    }

    long answered(String member) {
        return figures(member).answered();
    }
}
