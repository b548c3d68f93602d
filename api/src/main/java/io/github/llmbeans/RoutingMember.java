package io.github.llmbeans;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A member of a {@link Router} as a {@link RoutingStrategy} sees it for one call. What it says is found out when it is
 * first asked and does not change afterwards, so that it can be sorted by. Made by the router; not to be kept.
 */
public final class RoutingMember {
    private static final long CHANCE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long FIGURES_NANOS = Duration.ofMinutes(5).toNanos();

    private final RouterMember member;
    private final Object call;
    private boolean taken;
    private @Nullable ProviderMetrics metrics;
    private @Nullable HealthStatus status;
    private @Nullable Boolean available;
    private @Nullable Long rank;

    /** For one call, of which any object is the token. */
    RoutingMember(RouterMember member, Object call) {
        this.member = member;
        this.call = call;
    }

    /**
     * Whether the member takes its place in the order now, and has none there yet.
     *
     * @throws IllegalArgumentException if it is not of this call
     */
    boolean take(Object of) {
        if (call != of) {
            throw new IllegalArgumentException("A member of another call");
        }
        boolean first = !taken;
        taken = true;
        return first;
    }

    RouterMember member() {
        return member;
    }

    /**
     * The provider's name.
     *
     * @return the name by which it was added
     */
    public String name() {
        return member.name();
    }

    /**
     * What the provider declares.
     *
     * @return its facts
     */
    public ProviderInfo info() {
        return member.provider().info();
    }

    /**
     * How well it has done lately; cheaper than {@link #metrics()}.
     *
     * @return its status by its calls
     */
    public HealthStatus status() {
        if (status == null) {
            status = member.metrics().status();
        }
        return status;
    }

    /**
     * What health checks have said, as far as they were asked, see {@link RoutingStrategy#healthChecks()}.
     *
     * @return {@code false} if its last health check was negative and it has answered no call since; {@code true} also if
     *     nothing is known
     */
    public boolean available() {
        if (available == null) {
            available = member.health().available();
        }
        return available;
    }

    /**
     * All its figures.
     *
     * @return an immutable copy
     */
    public ProviderMetrics metrics() {
        if (metrics == null) {
            metrics = member.snapshot();
        }
        return metrics;
    }

    /**
     * Where it stands among members of the same status, by its latency: the smaller the sooner. Without figures that are
     * fresh it comes first if that costs one call only, else last.
     */
    long rank() {
        if (rank == null) {
            CallMetrics figures = member.metrics();
            if (figures.answeredWithin(FIGURES_NANOS)) {
                rank = figures.rollingMean();
            } else {
                rank = figures.inFlight() > 0 || figures.erredWithin(CHANCE_NANOS) ? Long.MAX_VALUE : -1;
            }
        }
        return rank;
    }

    @Override
    public String toString() {
        return name();
    }
}
