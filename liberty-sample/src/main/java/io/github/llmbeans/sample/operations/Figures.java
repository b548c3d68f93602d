package io.github.llmbeans.sample.operations;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallMetrics;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The figures of each provider since the application started: of all calls, whether a router has made them or somebody who
 * knows the provider by its name. Thread-safe, waits for nobody.
 */
@ApplicationScoped
public class Figures implements CallObserver {
    private final Map<String, CallMetrics> measured = new ConcurrentHashMap<>();

    @Override
    public CallObservation begin(CallInfo call) {
        return metrics(call.provider().name()).begin(call);
    }

    /**
     * What is known of a provider.
     *
     * @param name its name
     * @return its figures now, without any calls if it has not been asked
     */
    public ProviderMetrics of(String name) {
        return metrics(name).snapshot();
    }

    private CallMetrics metrics(String name) {
        return measured.computeIfAbsent(name, CallMetrics::new);
    }
}
