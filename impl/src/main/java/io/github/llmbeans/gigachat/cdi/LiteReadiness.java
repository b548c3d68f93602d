package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.health.ProviderHealth;
import io.github.llmbeans.gigachat.health.ProviderReadiness;
import io.github.llmbeans.gigachat.health.RouterReadiness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Readiness checks of MicroProfile Health as beans of CDI Lite. Loaded only where MicroProfile Health is. */
public final class LiteReadiness implements SyntheticBeanCreator<HealthCheck> {
    private static final String MEMBERS = "members";

    /** Called by the container. */
    public LiteReadiness() {}

    static void add(SyntheticComponents components, Set<String> providers, @Nullable RouterSettings router) {
        providers.forEach(name -> add(components, name, List.of()));
        if (router != null) {
            add(components, router.name(), router.members());
        }
    }

    /** With its name as a second qualifier, since the container tells beans by their types and qualifiers. */
    private static void add(SyntheticComponents components, String name, List<String> members) {
        components
                .addBean(HealthCheck.class)
                .type(HealthCheck.class)
                .qualifier(Readiness.Literal.INSTANCE)
                .qualifier(new NamedProviderLiteral(name))
                .scope(ApplicationScoped.class)
                .withParam(LiteBeans.NAME, name)
                .withParam(MEMBERS, members.toArray(String[]::new))
                .createWith(LiteReadiness.class);
    }

    @Override
    public HealthCheck create(Instance<Object> lookup, Parameters told) {
        ProviderHealth health = lookup.select(LiteApplication.class).get().health();
        String name = told.get(LiteBeans.NAME, String.class);
        List<String> members = List.of(told.get(MEMBERS, String[].class));
        return members.isEmpty() ? new ProviderReadiness(name, health) : new RouterReadiness(name, members, health);
    }
}
