package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Mode;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.cdi.SeProviderContainer;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** The GigaChat provider keeps the contract as a bean that a CDI container makes from configuration. */
@Tag("long")
class GigaChatCdiConformanceTest extends GigaChatConformanceTest {
    /** By the reference that the kit has: beans of one name in different containers are equal only to themselves. */
    private final Map<BaseProvider, ProviderContainer> containers =
            Collections.synchronizedMap(new IdentityHashMap<>());

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

    /** A bean of a container of its own, closed when the check is over. */
    @Override
    public BaseProvider create(ProviderConfig config, Clock clock) {
        return bean(config);
    }

    /** The observer is a bean of the application. */
    @Override
    public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
        return Optional.of(bean(config, new GivenBean<>(CallObserver.class, observer)));
    }

    /** So is OpenTelemetry. */
    @Override
    public BaseProvider createWithTelemetry(ProviderConfig config, OpenTelemetry openTelemetry) {
        return bean(config, new GivenBean<>(OpenTelemetry.class, openTelemetry));
    }

    private BaseProvider bean(ProviderConfig config, Extension... given) {
        ProviderContainer container = OwnContainer.start(all(config, List.of(config)), given);
        try {
            BaseProvider provider = container.injected(config.name());
            // A bean is made at its first use; what is wrong with its settings is told now, as create has to.
            provider.info();
            containers.put(provider, container);
            return provider;
        } catch (RuntimeException | Error e) {
            container.close();
            throw e;
        }
    }

    @Override
    public void afterEach(BaseProvider provider) {
        ProviderContainer container = containers.remove(provider);
        if (container != null) {
            container.close();
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
        GigaChatUnderTest.withoutLimit(config).options().forEach((name, value) -> settings.put(prefix + name, value));
        return settings;
    }
}
