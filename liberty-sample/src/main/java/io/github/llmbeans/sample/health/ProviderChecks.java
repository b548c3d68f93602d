package io.github.llmbeans.sample.health;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Adds a readiness check for the default provider and one for each that {@code gigachat.instances} lists. */
public class ProviderChecks implements Extension {
    void add(@Observes AfterBeanDiscovery discovery) {
        check(discovery, Default.Literal.INSTANCE);
        ConfigProvider.getConfig().getOptionalValues("gigachat.instances", String.class).orElse(List.of()).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> check(discovery, new Name(name)));
    }

    private static void check(AfterBeanDiscovery discovery, Annotation which) {
        discovery
                .<HealthCheck>addBean()
                .id("readiness of " + which)
                .types(HealthCheck.class)
                .qualifiers(Readiness.Literal.INSTANCE)
                .scope(Singleton.class)
                .produceWith(beans -> new ProviderReady(
                        beans.select(BaseProvider.class, which).get()));
    }

    private static final class Name extends AnnotationLiteral<NamedProvider> implements NamedProvider {
        private static final long serialVersionUID = 1L;

        private final String value;

        Name(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
