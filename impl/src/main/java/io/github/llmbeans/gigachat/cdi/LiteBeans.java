package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanBuilder;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The beans that a container with CDI Lite gets: a provider for each name, and the router. */
final class LiteBeans {
    static final String NAME = "name";

    private LiteBeans() {}

    static void add(SyntheticComponents components, LiteBuild build, @Nullable RouterSettings router) {
        build.tell(components.addBean(LiteBuild.class).type(LiteBuild.class).scope(Singleton.class));
        String byDefault = router == null ? ConfiguredProviders.DEFAULT_NAME : router.name();
        Set<String> all = new LinkedHashSet<>(build.names());
        all.add(byDefault);
        all.forEach(name -> provider(
                components, name, name.equals(byDefault) && !build.wishes().hasOwnDefault()));
        if (router != null) {
            router(components, router.name(), !build.wishes().hasOwnRouter());
        }
    }

    private static void provider(SyntheticComponents components, String name, boolean isDefault) {
        SyntheticBeanBuilder<BaseProvider> bean = components
                .addBean(BaseProvider.class)
                .type(BaseProvider.class)
                .qualifier(new NamedProviderLiteral(name))
                .scope(ApplicationScoped.class)
                .withParam(NAME, name)
                .createWith(LiteProvider.class)
                .disposeWith(LiteProvider.class);
        if (isDefault) {
            bean.qualifier(Default.Literal.INSTANCE);
        }
    }

    private static void router(SyntheticComponents components, String name, boolean isDefault) {
        SyntheticBeanBuilder<Router> bean = components
                .addBean(Router.class)
                .type(Router.class)
                .qualifier(new NamedProviderLiteral(name))
                .scope(Dependent.class)
                .createWith(LiteRouter.class);
        if (isDefault) {
            bean.qualifier(Default.Literal.INSTANCE);
        }
    }
}
