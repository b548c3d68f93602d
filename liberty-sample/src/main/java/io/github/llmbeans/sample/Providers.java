package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who can answer in this application: all its providers, and the router if one is configured, which asks some of them and
 * so is none itself. Thread-safe.
 */
@ApplicationScoped
public class Providers {
    @Inject
    @Any
    Instance<BaseProvider> beans;

    @Inject
    Instance<Router> routers;

    @Inject
    BeanManager manager;

    private volatile @Nullable Found found;

    private record Found(@Nullable Router router, List<BaseProvider> all) {}

    /** Makes the providers, so it waits until somebody asks: the server cannot take that while it starts the application. */
    private Found found() {
        Found known = found;
        if (known == null) {
            synchronized (this) {
                known = found;
                if (known == null) {
                    known = look();
                    found = known;
                }
            }
        }
        return known;
    }

    private Found look() {
        Router router = routers.isUnsatisfied() ? null : routers.get();
        List<String> members = router == null ? List.of() : names(router);
        List<BaseProvider> providers = new ArrayList<>();
        for (BaseProvider provider : beans) {
            if (router == null || !name(provider).equals(name(router))) {
                providers.add(provider);
            }
        }
        providers.sort(Comparator.comparing((BaseProvider provider) -> place(members, name(provider)))
                .thenComparing(Providers::name));
        return new Found(router, List.copyOf(providers));
    }

    private static int place(List<String> members, String name) {
        int place = members.indexOf(name);
        return place < 0 ? members.size() : place;
    }

    /**
     * All providers.
     *
     * @return the router's members in their order, then the others by their names; unmodifiable
     */
    public List<BaseProvider> all() {
        return found().all();
    }

    /**
     * The router.
     *
     * @return empty if none is configured
     */
    public Optional<Router> router() {
        return Optional.ofNullable(found().router());
    }

    /**
     * Whom the router asks.
     *
     * @return their names in the order in which they are configured; empty without a router
     */
    public List<String> members() {
        return router().map(Providers::names).orElse(List.of());
    }

    /**
     * The names of the providers that have one to be injected by. Makes none of them.
     *
     * @return without the router's
     */
    public Set<String> names() {
        Set<String> names = named(BaseProvider.class);
        names.removeAll(named(Router.class));
        return names;
    }

    private Set<String> named(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (Bean<?> bean : manager.getBeans(type, Any.Literal.INSTANCE)) {
            for (Annotation qualifier : bean.getQualifiers()) {
                if (qualifier instanceof NamedProvider named) {
                    names.add(named.value());
                }
            }
        }
        return names;
    }

    private static List<String> names(Router router) {
        return router.providers().stream().map(Providers::name).toList();
    }

    private static String name(BaseProvider provider) {
        return provider.info().name();
    }
}
