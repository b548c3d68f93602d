package io.github.llmbeans.sample.operations;

import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderMetrics;
import io.github.llmbeans.sample.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Tells every call to MicroProfile Metrics, which the server shows at {@code /metrics}. Thread-safe. */
@ApplicationScoped
public class Meters implements CallObserver {
    @Inject
    MetricRegistry registry;

    @Inject
    Providers providers;

    @Inject
    Figures figures;

    private Map<String, ProviderMeters> meters = Map.of();

    /** So that they are there before the first call; no provider is made for it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PostConstruct
    void register() {
        meters = providers.names().stream().collect(Collectors.toMap(name -> name, this::register));
    }

    private ProviderMeters register(String name) {
        return new ProviderMeters(registry, name, () -> figures.of(name), () -> passedOver(name));
    }

    private Duration passedOver(String name) {
        return providers
                .router()
                .map(router -> router.metrics().get(name))
                .map(ProviderMetrics::passedOver)
                .orElse(Duration.ZERO);
    }

    @Override
    public CallObservation begin(CallInfo call) {
        ProviderMeters known = meters.get(call.provider().name());
        return known == null ? CallObservation.NONE : known.begin();
    }
}
