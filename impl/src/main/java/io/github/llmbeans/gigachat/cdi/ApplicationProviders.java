package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.ObservedProvider;
import io.github.llmbeans.Router;
import io.github.llmbeans.RouterBuilder;
import io.github.llmbeans.RoutingStrategy;
import io.github.llmbeans.gigachat.health.ProviderHealth;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the providers and the router of one application, out of its configuration and of what it brings as beans, and
 * ends them before its beans go. Thread-safe.
 */
final class ApplicationProviders {
    private final BeanManager manager;
    private final ContextClassLoader application;
    private final Supplier<ConfiguredProviders> configured;
    private final Set<String> names;
    private final ProviderSettings settings;
    private final ProviderHealth health;
    private final Map<String, BaseProvider> references = new ConcurrentHashMap<>();
    private final List<CreationalContext<?>> contexts = new ArrayList<>();
    private final List<BaseProvider> made = new ArrayList<>();
    private @Nullable CallObserver events;
    private volatile @Nullable Router router;
    private boolean ended;

    ApplicationProviders(
            BeanManager manager,
            ContextClassLoader application,
            Supplier<ConfiguredProviders> configured,
            Set<String> names,
            ProviderSettings settings) {
        this.manager = manager;
        this.application = application;
        this.configured = configured;
        this.names = names;
        this.settings = settings;
        this.health = new ProviderHealth(
                this::reference,
                name -> application.get(() -> configured.get().healthCheckTimeout(name)),
                settings.health().interval(),
                System::nanoTime,
                application.loader());
    }

    ProviderHealth health() {
        return health;
    }

    /**
     * A provider for its bean.
     *
     * @throws IllegalStateException if the application has ended
     */
    BaseProvider make(String name, Instance<Object> beans) {
        requireRunning(name);
        BaseProvider provider = application.get(() -> provider(name, beans));
        synchronized (made) {
            made.add(provider);
            if (ended) {
                provider.close();
            }
        }
        requireRunning(name);
        return provider;
    }

    private BaseProvider provider(String name, Instance<Object> beans) {
        RouterSettings routing = settings.router();
        return routing != null && routing.name().equals(name)
                ? route(routing, beans)
                : configured.get().create(name, limiter(name, beans), observer(name, beans), beans);
    }

    private Router route(RouterSettings routing, Instance<Object> beans) {
        RoutingStrategy own = of(RoutingStrategy.class, routing.name(), true, beans);
        RoutingStrategy chosen = routing.strategy() != null ? routing.strategy() : own;
        RouterBuilder builder = Router.builder(routing.name())
                .fallOverOnInvalidRequest(routing.fallOverOnInvalidRequest())
                .asyncContext(ManagedContexts.of(RouterSettings.PREFIX, null))
                // They are beans, and end as such.
                .closesProviders(false);
        if (chosen != null) {
            builder.strategy(chosen);
        }
        Router made = builder.build();
        for (String member : routing.members()) {
            BaseProvider probed = new ProbedProvider(reference(member), health.probe(member));
            made.addProvider(names.contains(member) ? probed : new ObservedProvider(probed, observer(member, beans)));
        }
        router = made;
        return made;
    }

    /** The router itself, made now if nobody has called it yet. */
    Router router() {
        Router existing = router;
        if (existing == null) {
            reference(settings.routerName()).info();
            existing = router;
        }
        if (existing == null) {
            throw new IllegalStateException("Router '" + settings.routerName() + "' is not there any more");
        }
        return existing;
    }

    /** Whoever in the application wants to be told of calls: its observers, its events, its health. */
    private CallObserver observer(String name, Instance<Object> beans) {
        CallObserver all = health.observer(name).and(events());
        for (CallObserver observer : beans.select(CallObserver.class, Any.Literal.INSTANCE)) {
            all = all.and(observer);
        }
        return all;
    }

    private synchronized CallObserver events() {
        if (events == null) {
            events = CallEvents.of(new Audience(manager, application), settings.eventsWithContent());
        }
        return events;
    }

    /** The application's limiter for a provider: the one with the provider's name, or of the default one without. */
    private static @Nullable ConcurrencyLimiter limiter(String name, Instance<Object> beans) {
        return of(ConcurrencyLimiter.class, name, name.equals(ConfiguredProviders.DEFAULT_NAME), beans);
    }

    private static <T> @Nullable T of(Class<T> type, String name, boolean alsoWithoutName, Instance<Object> beans) {
        Instance<T> found = beans.select(type, new NamedProviderLiteral(name));
        if (found.isUnsatisfied() && alsoWithoutName) {
            found = beans.select(type, Default.Literal.INSTANCE);
        }
        return found.isUnsatisfied() ? null : found.get();
    }

    /** The provider of a name as a bean of the application sees it; one for all who ask here. */
    private BaseProvider reference(String name) {
        return references.computeIfAbsent(name, absent -> {
            Bean<?> bean = manager.resolve(manager.getBeans(BaseProvider.class, new NamedProviderLiteral(name)));
            CreationalContext<?> context = manager.createCreationalContext(bean);
            synchronized (made) {
                contexts.add(context);
            }
            return (BaseProvider) manager.getReference(bean, BaseProvider.class, context);
        });
    }

    private void requireRunning(String name) {
        synchronized (made) {
            if (ended) {
                throw new IllegalStateException("Provider '" + name + "' is closed: the application has ended");
            }
        }
    }

    /** Ends everything, the router before its members, so that nobody brings back a bean that is gone. */
    void end() {
        List<BaseProvider> all;
        List<CreationalContext<?>> held;
        synchronized (made) {
            ended = true;
            all = new ArrayList<>(made);
            held = new ArrayList<>(contexts);
            made.clear();
            contexts.clear();
        }
        health.close();
        Router last = router;
        if (last != null) {
            last.close();
        }
        all.forEach(BaseProvider::close);
        held.forEach(CreationalContext::release);
        references.clear();
    }
}
