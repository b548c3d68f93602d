package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.NamedProvider;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which providers the beans of an application want, and which they are themselves. Not thread-safe. */
final class Wishes {
    private final Set<String> ownNames = new LinkedHashSet<>();
    private boolean defaultIsWanted;
    private boolean gigaChatIsWanted;
    private boolean hasOwnDefault;

    /** A bean has a provider injected. */
    void point(InjectionPoint point) {
        if (!point.isDelegate()) {
            defaultIsWanted |= point.getQualifiers().contains(Default.Literal.INSTANCE);
            gigaChatIsWanted |=
                    point.getQualifiers().contains(new NamedProviderLiteral(ConfiguredProviders.DEFAULT_NAME));
        }
    }

    /** A bean of the application. A decorator wraps a provider but is none. */
    void bean(Bean<?> bean) {
        if (bean instanceof Decorator || !bean.getTypes().contains(BaseProvider.class)) {
            return;
        }
        hasOwnDefault |= bean.getQualifiers().contains(Default.Literal.INSTANCE);
        bean.getQualifiers().stream()
                .filter(NamedProvider.class::isInstance)
                .map(named -> ((NamedProvider) named).value())
                .forEach(ownNames::add);
    }

    /** Whether the application has a default provider of its own. */
    boolean hasOwnDefault() {
        return hasOwnDefault;
    }

    /** The names of the application's own providers. */
    Set<String> ownNames() {
        return ownNames;
    }

    /** Whether anybody has the default provider of the configuration injected, under whatever name. */
    boolean wantsGigaChat(boolean routed) {
        return gigaChatIsWanted || defaultIsWanted && !hasOwnDefault && !routed;
    }
}
