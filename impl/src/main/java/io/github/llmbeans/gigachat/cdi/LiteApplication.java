package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.Router;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.gigachat.health.ProviderHealth;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The providers of an application in a container with CDI Lite, from its start to its end. A bean only there, see {@link
 * GigaChatLiteExtension}. Thread-safe.
 */
public class LiteApplication {
    private static final System.Logger LOG = System.getLogger(LiteApplication.class.getName());

    @Inject
    BeanManager manager;

    @Inject
    LiteBuild build;

    // Beans that nobody has injected are left out of the application: these four keep what the providers look for.
    @Inject
    @Any
    Instance<BaseProvider> own;

    @Inject
    @Any
    Instance<CallObserver> observers;

    @Inject
    @Any
    Instance<ConcurrencyLimiter> limiters;

    @Inject
    @Any
    Instance<RoutingStrategy> strategies;

    private @Nullable ApplicationProviders providers;
    private boolean ended;

    /** Called by the container. */
    public LiteApplication() {}

    /** Whatever is wrong with the settings is told before anybody calls. */
    void starts(@Observes Startup event) {
        providers();
    }

    /** Calls under way end while those who are told of it are still there. */
    void ends(@Observes Shutdown event) {
        end();
    }

    private synchronized void end() {
        ended = true;
        if (providers != null) {
            providers.end();
        }
    }

    BaseProvider make(String name) {
        return providers().make(name, manager.createInstance());
    }

    Router router() {
        return providers().router();
    }

    ProviderHealth health() {
        return providers().health();
    }

    /** Made by whoever comes first, a bean that calls while the application starts for instance. */
    private synchronized ApplicationProviders providers() {
        if (providers == null) {
            if (ended) {
                throw new IllegalStateException("The application has ended");
            }
            providers = checked(ConfigProvider.getConfig());
        }
        return providers;
    }

    private ApplicationProviders checked(Config config) {
        Mistakes mistakes = new Mistakes();
        List<String> instances = configured().instances(mistakes);
        UnknownSettings.all(config, instances).forEach(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        ProviderSettings settings = ProviderSettings.read(config, mistakes);
        build.check(instances, settings, mistakes);
        Set<String> names = new LinkedHashSet<>(List.of(ConfiguredProviders.DEFAULT_NAME));
        names.addAll(instances);
        new DeploymentCheck(names, build.wishes(), settings, mistakes)
                .after(configured(), manager)
                .ifPresent(wrong -> {
                    throw wrong;
                });
        ContainerTelemetry.missing(config, manager)
                .ifPresent(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        return new ApplicationProviders(
                manager, ContextClassLoader.current(), LiteApplication::configured, names, settings);
    }

    private static ConfiguredProviders configured() {
        return new ConfiguredProviders(ConfigProvider.getConfig());
    }
}
