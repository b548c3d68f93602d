package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import java.time.Duration;
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

    /** What the router has counted of a member. */
    ProviderMetrics.Calls figures(String member) {
        return router.metrics().get(member).calls();
    }

    long answered(String member) {
        return figures(member).answered();
    }
}
