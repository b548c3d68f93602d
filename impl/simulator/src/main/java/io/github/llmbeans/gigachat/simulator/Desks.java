package io.github.llmbeans.gigachat.simulator;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** One desk for each endpoint. */
final class Desks {

    private final Map<Endpoint, Desk> desks = new EnumMap<>(Endpoint.class);

    Desks(SimulatorBuilder settings) {
        for (Endpoint endpoint : Endpoint.values()) {
            desks.put(
                    endpoint,
                    switch (endpoint) {
                        case OAUTH -> new Desk(settings.maxTokenRequests, settings.tokenDelay);
                        case COMPLETIONS -> new Desk(settings.maxCompletions, settings.answerDelay);
                        default -> new Desk(Integer.MAX_VALUE, Duration.ZERO);
                    });
        }
    }

    Desk of(Endpoint endpoint) {
        return Objects.requireNonNull(desks.get(Objects.requireNonNull(endpoint, "endpoint")));
    }

    void reset() {
        desks.values().forEach(Desk::reset);
    }
}
