package io.github.llmbeans.gigachat.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the container is told of a provider when it makes it: the qualifiers of its bean, by which it chooses decorators,
 * and the class, from which it derives the one with the decorators. No bean that anybody could inject.
 */
record DecoratedBean(ProviderBean bean) implements Bean<ConfiguredProvider> {
    @Override
    public Set<Type> getTypes() {
        Set<Type> types = new LinkedHashSet<>(bean.getTypes());
        types.add(ConfiguredProvider.class);
        return types;
    }

    @Override
    public Set<Annotation> getQualifiers() {
        return bean.getQualifiers();
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return bean.getScope();
    }

    @Override
    public Class<?> getBeanClass() {
        return ConfiguredProvider.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return Set.of();
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public Set<Class<? extends Annotation>> getStereotypes() {
        return Set.of();
    }

    @Override
    public boolean isAlternative() {
        return false;
    }

    @Override
    public ConfiguredProvider create(CreationalContext<ConfiguredProvider> context) {
        throw new UnsupportedOperationException("Made by its bean");
    }

    @Override
    public void destroy(ConfiguredProvider instance, CreationalContext<ConfiguredProvider> context) {
        throw new UnsupportedOperationException("Ended by its bean");
    }
}
