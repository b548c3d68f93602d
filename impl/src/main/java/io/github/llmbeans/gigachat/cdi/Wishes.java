package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import io.github.llmbeans.Router;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Which providers the beans of an application want, and which they are themselves. Not thread-safe. */
final class Wishes {
    private final Set<String> ownNames = new LinkedHashSet<>();
    private final Set<String> wantedNames = new LinkedHashSet<>();
    private final Set<String> routerHolders = new LinkedHashSet<>();
    private boolean defaultIsWanted;
    private boolean hasOwnDefault;
    private boolean hasOwnRouter;

    /** A bean has a provider injected. */
    void point(InjectionPoint point) {
        if (!point.isDelegate()) {
            wanted(point.getQualifiers().contains(Default.Literal.INSTANCE), names(point.getQualifiers()));
        }
    }

    /** Somebody wants a provider, the default one or those of these names. */
    void wanted(boolean isDefault, Stream<String> names) {
        defaultIsWanted |= isDefault;
        names.forEach(wantedNames::add);
    }

    /** A bean has the router itself injected. */
    void routerPoint(InjectionPoint point) {
        if (point.getQualifiers().contains(Default.Literal.INSTANCE)) {
            routerWanted(point.getMember().getDeclaringClass().getName());
        }
    }

    /** A class wants the router itself. */
    void routerWanted(String holder) {
        routerHolders.add(holder);
    }

    /** A bean of the application. A decorator wraps a provider but is none. */
    void bean(Bean<?> bean) {
        boolean isDefault = bean.getQualifiers().contains(Default.Literal.INSTANCE);
        if (isDefault && bean.getTypes().contains(Router.class)) {
            ownRouter();
        }
        if (!(bean instanceof Decorator) && bean.getTypes().contains(BaseProvider.class)) {
            own(isDefault, names(bean.getQualifiers()));
        }
    }

    /** The application has a router of its own to inject without a name. */
    void ownRouter() {
        hasOwnRouter = true;
    }

    /** The application has a provider of its own, the default one or those of these names. */
    void own(boolean isDefault, Stream<String> names) {
        hasOwnDefault |= isDefault;
        names.forEach(ownNames::add);
    }

    private static Stream<String> names(Set<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(NamedProvider.class::isInstance)
                .map(named -> ((NamedProvider) named).value());
    }

    /** Whether the application has a default provider of its own. */
    boolean hasOwnDefault() {
        return hasOwnDefault;
    }

    /** Whether the application has a router of its own to inject without a name. */
    boolean hasOwnRouter() {
        return hasOwnRouter;
    }

    /** The classes that have the router injected, and it is the configuration's. */
    Set<String> routerHolders() {
        return hasOwnRouter ? Set.of() : routerHolders;
    }

    /** The names of the application's own providers. */
    Set<String> ownNames() {
        return ownNames;
    }

    /** The names by which anybody has a provider injected. */
    Set<String> wantedNames() {
        return wantedNames;
    }

    /** Whether anybody has the provider of a name injected by that name. */
    boolean wants(String name) {
        return wantedNames.contains(name);
    }

    /** Whether anybody has the default provider injected, and that is the configuration's. */
    boolean wantsDefault() {
        return defaultIsWanted && !hasOwnDefault;
    }
}
