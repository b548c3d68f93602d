package io.github.llmbeans.gigachat.health;

import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Whether one member of a router at least would answer now. Its members are checked side by side. */
public final class RouterReadiness implements ReadinessCheck {
    private final String name;
    private final List<String> members;
    private final ProviderHealth health;

    /** A check of the router of a name. */
    public RouterReadiness(String name, List<String> members, ProviderHealth health) {
        this.name = name;
        this.members = List.copyOf(members);
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        List<Probe> probes = members.stream().map(health::probe).toList();
        probes.forEach(Probe::begin);
        List<Boolean> states = probes.stream().map(Probe::healthy).toList();
        HealthCheckResponseBuilder response =
                ProviderReadiness.response(name, health, states.contains(Boolean.TRUE), probes.toArray(Probe[]::new));
        for (int i = 0; i < states.size(); i++) {
            response.withData("member " + members.get(i), ProviderReadiness.word(states.get(i)));
        }
        return response.build();
    }

    @Override
    public String toString() {
        return ProviderReadiness.PREFIX + name;
    }
}
