package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Decorator;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.enterprise.inject.spi.PassivationCapable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One provider as an application scoped bean, with an id that stays the same, so that a proxy of it can be written away
 * and read back. The container itself makes what answers, as an instance of a class, so it puts the decorators of the
 * application around it.
 */
final class ProviderBean implements Bean<ShortForms>, PassivationCapable {
    private static final System.Logger LOG = System.getLogger(ProviderBean.class.getName());

    private final String name;
    private final boolean isDefault;
    private final BeanManager manager;
    private final Function<Instance<Object>, BaseProvider> making;
    private final InjectionTarget<ConfiguredProvider> target;

    /**
     * A bean.
     *
     * @param making makes the provider at the first call, of what the application brings
     */
    ProviderBean(BeanManager manager, String name, boolean isDefault, Function<Instance<Object>, BaseProvider> making) {
        this.manager = manager;
        this.name = name;
        this.isDefault = isDefault;
        this.making = making;
        this.target = manager.getInjectionTargetFactory(manager.createAnnotatedType(ConfiguredProvider.class))
                .createInjectionTarget(new DecoratedBean(this));
    }

    /** The context is that of this bean: whatever is made for the provider goes with it. */
    @SuppressWarnings("unchecked")
    private static CreationalContext<ConfiguredProvider> inner(CreationalContext<? extends BaseProvider> context) {
        return (CreationalContext<ConfiguredProvider>) context;
    }

    @Override
    public ShortForms create(CreationalContext<ShortForms> context) {
        ConfiguredProvider provider = target.produce(inner(context));
        target.inject(provider, inner(context));
        provider.provider = making.apply(provider.beans);
        target.postConstruct(provider);
        List<Decorator<?>> decorators =
                manager.resolveDecorators(getTypes(), getQualifiers().toArray(new Annotation[0]));
        warnUnlessAround(provider, decorators, name);
        return new ShortForms(provider, decorators);
    }

    /** A decorated instance is of a class that the container has derived. */
    static void warnUnlessAround(ConfiguredProvider provider, List<Decorator<?>> decorators, String name) {
        if (!decorators.isEmpty() && provider.getClass() == ConfiguredProvider.class) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This container puts no decorators around provider ''{0}'', so nobody asks {1}",
                    name,
                    decorators.stream()
                            .map(decorator -> decorator.getBeanClass().getName())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void destroy(ShortForms forms, CreationalContext<ShortForms> context) {
        try {
            ConfiguredProvider provider = forms.decorated();
            target.preDestroy(provider);
            provider.provider.close();
            target.dispose(provider);
        } finally {
            context.release();
        }
    }

    @Override
    public String getId() {
        return "io.github.llmbeans.gigachat:" + name;
    }

    /** One that what {@link #create} makes is of: OpenWebBeans derives its client proxy from this class, not from the types. */
    @Override
    public Class<?> getBeanClass() {
        return DelegatingProvider.class;
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return target.getInjectionPoints();
    }

    @Override
    public Set<Type> getTypes() {
        return Set.of(BaseProvider.class, Object.class);
    }

    @Override
    public Set<Annotation> getQualifiers() {
        Set<Annotation> qualifiers = new LinkedHashSet<>(Set.of(Any.Literal.INSTANCE, new NamedProviderLiteral(name)));
        if (isDefault) {
            qualifiers.add(Default.Literal.INSTANCE);
        }
        return qualifiers;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return ApplicationScoped.class;
    }

    @Override
    public @org.jspecify.annotations.Nullable String getName() {
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
    public String toString() {
        return "provider \"" + name + "\" from configuration";
    }
}
