package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.ProviderHealth;
import io.github.llmbeans.gigachat.health.ProviderReadiness;
import io.github.llmbeans.gigachat.health.RouterReadiness;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Readiness checks of MicroProfile Health as beans. Loaded only where MicroProfile Health is. */
final class ReadinessBeans {
    private ReadinessBeans() {}

    static void add(
            AfterBeanDiscovery discovery,
            Set<String> providers,
            @Nullable RouterSettings router,
            Supplier<ProviderHealth> health) {
        providers.forEach(name -> add(discovery, name, health, of -> new ProviderReadiness(name, of)));
        if (router != null) {
            add(discovery, router.name(), health, of -> new RouterReadiness(router.name(), router.members(), of));
        }
    }

    private static void add(
            AfterBeanDiscovery discovery,
            String name,
            Supplier<ProviderHealth> health,
            Function<ProviderHealth, HealthCheck> check) {
        discovery
                .<HealthCheck>addBean()
                .id("io.github.llmbeans.gigachat.health:" + name)
                .beanClass(GigaChatExtension.class)
                .types(HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Singleton.class)
                .produceWith(beans -> check.apply(health.get()));
    }
}
