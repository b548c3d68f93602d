package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.Router;
import io.github.llmbeans.gigachat.internal.OptionalApis;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.configurator.BeanConfigurator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes providers from configuration injectable: {@code @Inject BaseProvider} is the default one, {@code @Inject
 * &#64;NamedProvider("sales") BaseProvider} an instance that {@code gigachat.instances} lists. Where {@code
 * llmbeans.router.members} lists providers, the default one is a router of these.
 *
 * <p>The beans are application scoped client proxies, so they can be injected into beans of any scope and survive the
 * passivation of their holder. A provider is made at the first call and closed with the application. Settings are
 * checked at deployment. An application's own bean of type {@code BaseProvider} without a qualifier takes the place of
 * the default provider. A bean of type {@link ConcurrencyLimiter} takes the place of a provider's own limiter: one with
 * &#64;{@link io.github.llmbeans.NamedProvider} of the provider with that name, one without a qualifier of the default one.
 * Every bean of type {@link io.github.llmbeans.CallObserver} is told of the calls of all providers.
 */
public class GigaChatExtension implements Extension {
    private static final System.Logger LOG = System.getLogger(GigaChatExtension.class.getName());

    private final Wishes wishes = new Wishes();
    private @Nullable DeploymentCheck check;
    private @Nullable ApplicationProviders providers;

    /** Called by the container. */
    public GigaChatExtension() {}

    void wanted(@Observes ProcessInjectionPoint<?, BaseProvider> event) {
        wishes.point(event.getInjectionPoint());
    }

    void wantedRouter(@Observes ProcessInjectionPoint<?, Router> event) {
        wishes.routerPoint(event.getInjectionPoint());
    }

    /** What another extension adds comes later and is seen by the check. */
    void applicationsOwn(@Observes ProcessBean<?> event) {
        if (!(event instanceof ProcessSyntheticBean)) {
            wishes.bean(event.getBean());
        }
    }

    void addBeans(@Observes AfterBeanDiscovery discovery, BeanManager manager) {
        Mistakes mistakes = new Mistakes();
        List<String> instances = configured().instances(mistakes);
        // Before the container looks at the injection points: a typing error may be why one is not satisfied.
        UnknownSettings.all(ConfigProvider.getConfig(), instances)
                .forEach(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        boolean wrongNames = !mistakes.isEmpty();
        ProviderSettings settings = ProviderSettings.read(ConfigProvider.getConfig(), mistakes);
        boolean routerIsMissing =
                settings.router() == null && !wishes.routerHolders().isEmpty();
        if (routerIsMissing) {
            // A warning only, since another extension may bring one.
            LOG.log(System.Logger.Level.WARNING, RouterSettings.missingFor(wishes.routerHolders()));
        }
        Set<String> names = new LinkedHashSet<>(List.of(ConfiguredProviders.DEFAULT_NAME));
        names.addAll(instances);
        DeploymentCheck checking = new DeploymentCheck(names, wishes, settings, mistakes);
        check = checking;
        if (wrongNames || checking.routerHasAnothersName() || routerIsMissing && !mistakes.isEmpty()) {
            // Some injection points cannot be satisfied, so this is the last time to say why.
            checking.before(configured()).ifPresent(discovery::addDefinitionError);
            return;
        }
        providers = new ApplicationProviders(
                manager, ContextClassLoader.current(), GigaChatExtension::configured, names, settings);
        addProviders(discovery, manager, names, settings);
        if (settings.health().enabled() && OptionalApis.isPresent(OptionalApis.HEALTH)) {
            ReadinessBeans.add(discovery, checking.ready(), settings.router(), providers()::health);
        }
    }

    private void addProviders(
            AfterBeanDiscovery discovery, BeanManager manager, Set<String> names, ProviderSettings settings) {
        ApplicationProviders making = providers();
        RouterSettings router = settings.router();
        if (wishes.hasOwnDefault()) {
            LOG.log(System.Logger.Level.INFO, "The application's own BaseProvider bean is the default provider");
        }
        String byDefault = router == null ? ConfiguredProviders.DEFAULT_NAME : router.name();
        Set<String> all = new LinkedHashSet<>(names);
        all.add(byDefault);
        all.forEach(name -> discovery.addBean(new ProviderBean(
                manager, name, name.equals(byDefault) && !wishes.hasOwnDefault(), beans -> making.make(name, beans))));
        if (router != null) {
            BeanConfigurator<Router> itself = discovery
                    .<Router>addBean()
                    .id("io.github.llmbeans.gigachat.router:" + router.name())
                    .beanClass(GigaChatExtension.class)
                    .types(Router.class)
                    .qualifiers(Any.Literal.INSTANCE, new NamedProviderLiteral(router.name()))
                    .scope(Dependent.class)
                    .produceWith(beans -> making.router());
            if (!wishes.hasOwnRouter()) {
                itself.addQualifier(Default.Literal.INSTANCE);
            }
        }
    }

    void checkSettings(@Observes AfterDeploymentValidation validation, BeanManager manager) {
        if (check != null) {
            check.after(configured(), manager).ifPresent(validation::addDeploymentProblem);
            ContainerTelemetry.missing(ConfigProvider.getConfig(), manager)
                    .ifPresent(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        }
    }

    /** Before any bean is gone: calls under way end while those who are told of it are still there. */
    void applicationEnds(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (providers != null) {
            providers.end();
        }
    }

    void containerEnds(@Observes BeforeShutdown event) {
        if (providers != null) {
            providers.end();
        }
        providers = null;
        check = null;
    }

    private ApplicationProviders providers() {
        if (providers == null) {
            throw new IllegalStateException("The application has not started, or has ended");
        }
        return providers;
    }

    private static ConfiguredProviders configured() {
        return new ConfiguredProviders(ConfigProvider.getConfig());
    }
}
