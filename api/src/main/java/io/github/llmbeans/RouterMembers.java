package io.github.llmbeans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** The members of a router, and the end of it all. Whoever looks gets an unmodifiable list and never waits. */
final class RouterMembers {
    /** Routers are added one at a time, so that two of them cannot be put into each other. */
    private static final Object ADDING_ROUTERS = new Object();

    private final Router router;
    private final String name;
    private final boolean closesProviders;
    private final Function<BaseProvider, RouterMember> joining;
    private final Object lock = new Object();
    private volatile List<RouterMember> members = List.of();
    private volatile boolean closed;

    RouterMembers(Router router, RouterBuilder settings) {
        this.router = router;
        this.name = settings.name;
        this.closesProviders = settings.closesProviders;
        this.joining = joining(settings.nanoTime, settings.healthInterval, settings.healthExecutor);
    }

    /** What the builder says now: it may be used for another router afterwards. */
    private static Function<BaseProvider, RouterMember> joining(
            LongSupplier nanoTime, Duration healthInterval, Executor healthExecutor) {
        return provider -> new RouterMember(provider, nanoTime, healthInterval, healthExecutor);
    }

    List<RouterMember> all() {
        return members;
    }

    String name() {
        return name;
    }

    void add(BaseProvider provider) {
        Router inner = routerIn(provider);
        if (inner == router) {
            throw new IllegalArgumentException("provider must not be the router itself, was '" + name + "'");
        }
        RouterMember added = joining.apply(provider);
        if (inner == null) {
            add(added);
            return;
        }
        synchronized (ADDING_ROUTERS) {
            if (inner.contains(router)) {
                throw new IllegalArgumentException("provider must not be a router that has router '" + name
                        + "' in it, was '" + added.name() + "'");
            }
            add(added);
        }
    }

    private void add(RouterMember added) {
        synchronized (lock) {
            requireOpen();
            for (RouterMember member : members) {
                if (member.name().equals(added.name())) {
                    throw new IllegalArgumentException("provider must have a name of its own in router '" + name
                            + "', was '" + added.name() + "' again");
                }
            }
            List<RouterMember> more = new ArrayList<>(members);
            more.add(added);
            members = List.copyOf(more);
        }
    }

    private static Router routerIn(BaseProvider provider) {
        BaseProvider inner = provider;
        while (inner instanceof ObservedProvider observed) {
            inner = observed.provider();
        }
        return inner instanceof Router found ? found : null;
    }

    boolean contain(Router other) {
        for (RouterMember member : members) {
            Router inner = routerIn(member.provider());
            if (inner != null && (inner == other || inner.contains(other))) {
                return true;
            }
        }
        return false;
    }

    Optional<BaseProvider> remove(String name) {
        synchronized (lock) {
            requireOpen();
            for (RouterMember member : members) {
                if (member.name().equals(name)) {
                    List<RouterMember> fewer = new ArrayList<>(members);
                    fewer.remove(member);
                    members = List.copyOf(fewer);
                    return Optional.of(member.provider());
                }
            }
            return Optional.empty();
        }
    }

    /** At least one. */
    List<RouterMember> candidates() {
        requireOpen();
        List<RouterMember> candidates = members;
        if (candidates.isEmpty()) {
            throw new IllegalStateException("Router '" + name + "' has no providers; add one with addProvider");
        }
        return candidates;
    }

    ProviderInfo info() {
        return CommonInfo.of(name, members.stream().map(RouterMember::provider).toList());
    }

    Map<String, ProviderMetrics> metrics() {
        Map<String, ProviderMetrics> figures = new LinkedHashMap<>();
        members.forEach(member -> figures.put(member.name(), member.snapshot()));
        return Collections.unmodifiableMap(figures);
    }

    boolean healthCheck() {
        return !closed && members.stream().anyMatch(member -> member.health().heard(RouterHealth.ask(member)));
    }

    void close() {
        List<RouterMember> toClose;
        synchronized (lock) {
            toClose = closed || !closesProviders ? List.of() : members;
            closed = true;
        }
        for (RouterMember member : toClose) {
            try {
                member.provider().close();
            } catch (RuntimeException e) {
                RouterHealth.unexpected("Closing", member, e);
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("Router '" + name + "' is closed");
        }
    }
}
