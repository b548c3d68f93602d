package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.cdi.SeProviderContainer;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** The GigaChat provider keeps the contract as a bean that a CDI container makes from configuration. */
@Tag("long")
class GigaChatCdiConformanceTest extends GigaChatConformanceTest {
    private final Deque<ProviderContainer> containers = new ArrayDeque<>();

    @Override
    public Mode mode() {
        return Mode.CDI;
    }

    @Override
    public ProviderContainer container(ProviderConfig standard, List<ProviderConfig> named) {
        return SeProviderContainer.start(all(standard, named));
    }

    private static Map<String, String> all(ProviderConfig standard, List<ProviderConfig> named) {
        Map<String, String> settings = new HashMap<>(settings("gigachat.", standard));
        named.forEach(config -> settings.putAll(settings("gigachat." + config.name() + ".", config)));
        settings.put(
                "gigachat.instances",
                String.join(",", named.stream().map(ProviderConfig::name).toList()));
        return settings;
    }

    @Override
    public Map<Need, String> cannot() {
        return Map.of(Need.UNHELD, "the container holds its beans until it ends, closed ones too");
    }

    /** The settings of a container are system properties. */
    @Override
    public boolean severalAtATime() {
        return false;
    }

    /** A bean of a container of its own, closed when the check is over. */
    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return bean(container(config, List.of(config)), config);
    }

    /** The observer is a bean of the application. */
    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(beside(new GivenBean<>(CallObserver.class, observer), config));
    }

    /** So is OpenTelemetry. */
    @Override
    public BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry) {
        return beside(new GivenBean<>(OpenTelemetry.class, openTelemetry), config);
    }

    private BaseProvider beside(GivenBean<?> given, ProviderConfig config) {
        SeContainerInitializer initializer =
                SeContainerInitializer.newInstance().addExtensions(given);
        return bean(SeProviderContainer.start(initializer, all(config, List.of(config))), config);
    }

    private BaseProvider bean(ProviderContainer container, ProviderConfig config) {
        containers.push(container);
        BaseProvider provider = container.injected(config.name());
        // A bean is made at its first use; the settings are there now, and others later.
        provider.info();
        return provider;
    }

    @Override
    public void afterEach() {
        while (!containers.isEmpty()) {
            containers.pop().close();
        }
    }

    private static Map<String, String> settings(String prefix, ProviderConfig config) {
        Map<String, String> settings = new HashMap<>();
        settings.put(prefix + "credentials", config.apiKey());
        settings.put(prefix + "base-url", String.valueOf(config.baseUrl()));
        settings.put(prefix + "auth-url", String.valueOf(config.authUrl()));
        settings.put(prefix + "model", config.model());
        settings.put(prefix + "timeout", config.timeout().toString());
        settings.put(prefix + "max-retries", String.valueOf(config.maxRetries()));
        withoutLimit(config).options().forEach((name, value) -> settings.put(prefix + name, value));
        return settings;
    }
}
