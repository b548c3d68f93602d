package io.github.llmbeans.tck.reference;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.cdi.SeProviderContainer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The reference as beans in a container of its own. A mutant overrides how a bean is made. */
public class ReferenceContainer implements Extension {
    private final ProviderConfig standard;
    private final List<ProviderConfig> named;
    private final Function<ProviderConfig, BaseProvider> make;

    public ReferenceContainer(
            ProviderConfig standard, List<ProviderConfig> named, Function<ProviderConfig, BaseProvider> make) {
        this.standard = standard;
        this.named = named;
        this.make = make;
    }

    public ProviderContainer start() {
        return SeProviderContainer.start(
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(Object.class)
                        .addExtensions(this),
                Map.of());
    }

    void addBeans(@Observes AfterBeanDiscovery discovery) {
        bean(discovery, standard, Default.Literal.INSTANCE);
        named.forEach(config -> bean(discovery, config, qualifier(config)));
    }

    protected NamedProvider qualifier(ProviderConfig config) {
        return new Named(config.name());
    }

    protected Class<? extends Annotation> scope() {
        return ApplicationScoped.class;
    }

    protected void destroy(BaseProvider provider) {
        provider.close();
    }

    protected ProviderConfig configOf(ProviderConfig config) {
        return config;
    }

    private void bean(AfterBeanDiscovery discovery, ProviderConfig config, Annotation qualifier) {
        BeanConfigurator<BaseProvider> bean = discovery.addBean();
        bean.id(config.name())
                .types(BaseProvider.class, Object.class)
                .qualifiers(Any.Literal.INSTANCE, qualifier)
                .scope(scope())
                .createWith(context -> make.apply(configOf(config)))
                .destroyWith((provider, context) -> destroy(provider));
    }

    private static final class Named extends AnnotationLiteral<NamedProvider> implements NamedProvider {
        private static final long serialVersionUID = 1L;

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public String value() {
            return name;
        }
    }
}
