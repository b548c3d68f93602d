package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.ProviderHealth;
import io.github.llmbeans.gigachat.health.ProviderReadiness;
import io.github.llmbeans.gigachat.health.ReadinessCheck;
import io.github.llmbeans.gigachat.health.RouterReadiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Readiness checks of MicroProfile Health as beans. Loaded only where MicroProfile Health is. Application scoped, so that
 * they can be looked up before any scope is active, as TomEE does when it starts an application.
 */
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
                .beanClass(ReadinessCheck.class)
                .types(HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .produceWith(beans -> check.apply(health.get()));
    }
}
