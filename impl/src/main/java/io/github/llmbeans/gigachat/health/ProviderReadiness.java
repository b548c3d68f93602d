package io.github.llmbeans.gigachat.health;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether one provider would answer now. Never asks a model to generate, never throws. */
public final class ProviderReadiness implements ReadinessCheck {
    /** What stands before a provider's name in the name of its check. */
    static final String PREFIX = "provider ";

    private final String name;
    private final ProviderHealth health;

    /** A check of the provider of a name. */
    public ProviderReadiness(String name, ProviderHealth health) {
        this.name = name;
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        boolean healthy = health.probe(name).healthy();
        return response(name, health, healthy, health.probe(name)).build();
    }

    @Override
    public String toString() {
        return PREFIX + name;
    }

    /** What every check tells. */
    static HealthCheckResponseBuilder response(String name, ProviderHealth health, boolean up, Probe... probes) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(PREFIX + name)
                .status(up)
                .withData("provider", name)
                .withData("status", word(up));
        try {
            response.withData("model", health.provider(name).info().model());
        } catch (RuntimeException e) {
            // It could not be made, or is gone; then it has no model, and the status is told.
        }
        long latest = Long.MAX_VALUE;
        for (Probe probe : probes) {
            latest = Math.min(latest, probe.secondsSinceProof().orElse(Long.MAX_VALUE));
        }
        if (latest < Long.MAX_VALUE) {
            response.withData("secondsSinceProof", latest);
        }
        return response;
    }

    static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
