package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.BaseProvider;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanDisposer;

/** Makes the provider of a name at the first call, and closes it with its bean. */
public final class LiteProvider implements SyntheticBeanCreator<BaseProvider>, SyntheticBeanDisposer<BaseProvider> {
    /** Called by the container. */
    public LiteProvider() {}

    @Override
    public BaseProvider create(Instance<Object> lookup, Parameters told) {
        return lookup.select(LiteApplication.class).get().make(told.get(LiteBeans.NAME, String.class));
    }

    @Override
    public void dispose(BaseProvider provider, Instance<Object> lookup, Parameters told) {
        provider.close();
    }
}
