package io.github.llmbeans.sample;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Router;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

    private @Nullable Router router;
    private List<BaseProvider> all = List.of();

    @PostConstruct
    void look() {
        Router found = routers.isUnsatisfied() ? null : routers.get();
        List<String> members = found == null ? List.of() : names(found);
        List<BaseProvider> providers = new ArrayList<>();
        for (BaseProvider provider : beans) {
            if (found == null || !name(provider).equals(name(found))) {
                providers.add(provider);
            }
        }
        providers.sort(Comparator.comparing((BaseProvider provider) -> place(members, name(provider)))
                .thenComparing(Providers::name));
        router = found;
        all = List.copyOf(providers);
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
        return all;
    }

    /**
     * The router.
     *
     * @return empty if none is configured
     */
    public Optional<Router> router() {
        return Optional.ofNullable(router);
    }

    /**
     * Whom the router asks.
     *
     * @return their names in the order in which they are configured; empty without a router
     */
    public List<String> members() {
        return router().map(Providers::names).orElse(List.of());
    }

    private static List<String> names(Router router) {
        return router.providers().stream().map(Providers::name).toList();
    }

    private static String name(BaseProvider provider) {
        return provider.info().name();
    }
}
