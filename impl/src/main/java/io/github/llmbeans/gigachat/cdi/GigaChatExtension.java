package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ConcurrencyLimiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers from configuration injectable: {@code @Inject BaseProvider} is the default one, {@code @Inject
 * &#64;NamedProvider("sales") BaseProvider} an instance that {@code gigachat.instances} lists.
 *
 * <p>The beans are application scoped client proxies, so they can be injected into beans of any scope and survive the
 * passivation of their holder. A provider is made at the first call and closed with the application. Settings are
 * checked at deployment. An application's own bean of type {@code BaseProvider} without a qualifier takes the place of
 * the default provider. A bean of type {@link ConcurrencyLimiter} takes the place of a provider's own limiter: one with
 * &#64;{@link io.github.llmbeans.NamedProvider} of the provider with that name, one without a qualifier of the default one.
 */
public class GigaChatExtension implements Extension {
    private static final System.Logger LOG = System.getLogger(GigaChatExtension.class.getName());

    private final List<String> names = new ArrayList<>();
    private boolean defaultIsWanted;
    private boolean gigaChatIsWanted;
    private boolean applicationHasDefault;
    private @Nullable ClassLoader application;
    private @Nullable BeanManager beanManager;

    /** Called by the container. */
    public GigaChatExtension() {}

    void wanted(@Observes ProcessInjectionPoint<?, BaseProvider> event) {
        InjectionPoint point = event.getInjectionPoint();
        if (!point.isDelegate()) {
            defaultIsWanted |= point.getQualifiers().contains(Default.Literal.INSTANCE);
            gigaChatIsWanted |=
                    point.getQualifiers().contains(new NamedProviderLiteral(ConfiguredProviders.DEFAULT_NAME));
        }
    }

    /** A synthetic bean is one of ours, and a decorator wraps a provider but is none. */
    void applicationsOwn(@Observes ProcessBean<?> event) {
        Bean<?> bean = event.getBean();
        applicationHasDefault |= !(event instanceof ProcessSyntheticBean)
                && !(bean instanceof Decorator)
                && bean.getTypes().contains(BaseProvider.class)
                && bean.getQualifiers().contains(Default.Literal.INSTANCE);
    }

    void addBeans(@Observes AfterBeanDiscovery discovery, BeanManager manager) {
        beanManager = manager;
        application = Thread.currentThread().getContextClassLoader();
        try {
            names.addAll(providers().instances());
            // Before the container looks at the injection points: a typing error may be why one is not satisfied.
            new UnknownKeys(ConfigProvider.getConfig(), names)
                    .sentences()
                    .forEach(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        } catch (IllegalArgumentException e) {
            discovery.addDefinitionError(e);
        }
        BeanConfigurator<BaseProvider> main = bean(discovery, ConfiguredProviders.DEFAULT_NAME);
        if (applicationHasDefault) {
            LOG.log(System.Logger.Level.INFO, "The application's own BaseProvider bean is the default provider");
        } else {
            main.addQualifier(Default.Literal.INSTANCE);
        }
        names.forEach(name -> bean(discovery, name));
    }

    void checkSettings(@Observes AfterDeploymentValidation validation) {
        List<String> wanted = new ArrayList<>(names);
        if (gigaChatIsWanted || defaultIsWanted && !applicationHasDefault) {
            wanted.add(0, ConfiguredProviders.DEFAULT_NAME);
        }
        for (String name : wanted) {
            try {
                providers().create(name, null).close();
            } catch (IllegalArgumentException e) {
                validation.addDeploymentProblem(e);
            }
        }
    }

    private BeanConfigurator<BaseProvider> bean(AfterBeanDiscovery discovery, String name) {
        return discovery
                .<BaseProvider>addBean()
                .id("io.github.llmbeans.gigachat:" + name)
                .beanClass(GigaChatExtension.class)
                .types(BaseProvider.class, Object.class)
                .qualifiers(Any.Literal.INSTANCE, new NamedProviderLiteral(name))
                .scope(ApplicationScoped.class)
                .createWith((CreationalContext<BaseProvider> context) -> create(name))
                .destroyWith((provider, context) -> provider.close());
    }

    /** With the application's class loader: the first call may come from a thread that has another or none. */
    private BaseProvider create(String name) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return providers().create(name, limiter(name));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The application's own limiter for this provider: a bean with the provider's name, or of the default one without. */
    private @Nullable ConcurrencyLimiter limiter(String name) {
        Instance<Object> beans = beanManager.createInstance();
        Instance<ConcurrencyLimiter> named = beans.select(ConcurrencyLimiter.class, new NamedProviderLiteral(name));
        if (named.isUnsatisfied() && name.equals(ConfiguredProviders.DEFAULT_NAME)) {
            named = beans.select(ConcurrencyLimiter.class, Default.Literal.INSTANCE);
        }
        return named.isUnsatisfied() ? null : named.get();
    }

    private static ConfiguredProviders providers() {
        return new ConfiguredProviders(ConfigProvider.getConfig());
    }
}
