package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Makes providers from configuration injectable: {@code @Inject BaseProvider} is the default one, {@code @Inject
 * &#64;NamedProvider("sales") BaseProvider} an instance that {@code gigachat.instances} lists.
 *
 * <p>The beans are application scoped client proxies, so they can be injected into beans of any scope and survive the
 * passivation of their holder. A provider is made at the first call and closed with the application. Settings are
 * checked at deployment. An application's own bean of type {@code BaseProvider} without a qualifier takes the place of
 * the default provider.
 */
public class GigaChatExtension implements Extension {
    private static final System.Logger LOG = System.getLogger(GigaChatExtension.class.getName());

    private final List<String> names = new ArrayList<>();
    private boolean defaultIsWanted;
    private boolean applicationHasDefault;

    /** Called by the container. */
    public GigaChatExtension() {}

    void wanted(@Observes ProcessInjectionPoint<?, BaseProvider> event) {
        InjectionPoint point = event.getInjectionPoint();
        defaultIsWanted |= point.getQualifiers().contains(Default.Literal.INSTANCE)
                || point.getQualifiers().contains(new NamedProviderLiteral(ConfiguredProviders.DEFAULT_NAME));
    }

    void applicationsOwn(@Observes ProcessBean<?> event) {
        applicationHasDefault |= event.getBean().getTypes().contains(BaseProvider.class)
                && event.getBean().getQualifiers().contains(Default.Literal.INSTANCE);
    }

    void addBeans(@Observes AfterBeanDiscovery discovery) {
        try {
            names.addAll(providers().instances());
        } catch (IllegalArgumentException e) {
            discovery.addDefinitionError(e);
        }
        BeanConfigurator<BaseProvider> main = bean(discovery, ConfiguredProviders.DEFAULT_NAME);
        if (applicationHasDefault) {
            LOG.log(System.Logger.Level.INFO, "The application''s own BaseProvider bean is the default provider");
        } else {
            main.addQualifier(Default.Literal.INSTANCE);
        }
        names.forEach(name -> bean(discovery, name));
    }

    void checkSettings(@Observes AfterDeploymentValidation validation) {
        List<String> wanted = new ArrayList<>(names);
        if (defaultIsWanted && !applicationHasDefault) {
            wanted.add(0, ConfiguredProviders.DEFAULT_NAME);
        }
        for (String name : wanted) {
            try {
                providers().create(name).close();
            } catch (IllegalArgumentException e) {
                validation.addDeploymentProblem(e);
            }
        }
    }

    private static BeanConfigurator<BaseProvider> bean(AfterBeanDiscovery discovery, String name) {
        return discovery
                .<BaseProvider>addBean()
                .id("io.github.llmbeans.gigachat:" + name)
                .beanClass(GigaChatExtension.class)
                .types(BaseProvider.class, Object.class)
                .qualifiers(Any.Literal.INSTANCE, new NamedProviderLiteral(name))
                .scope(ApplicationScoped.class)
                .createWith(
                        (CreationalContext<BaseProvider> context) -> providers().create(name))
                .destroyWith((provider, context) -> provider.close());
    }

    private static ConfiguredProviders providers() {
        Config config = ConfigProvider.getConfig();
        return new ConfiguredProviders(config);
    }
}
