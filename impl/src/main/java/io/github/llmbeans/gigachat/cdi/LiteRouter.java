package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.Router;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;

/** Gives the router itself. */
public final class LiteRouter implements SyntheticBeanCreator<Router> {
    /** Called by the container. */
    public LiteRouter() {}

    @Override
    public Router create(Instance<Object> lookup, Parameters told) {
        return lookup.select(LiteApplication.class).get().router();
    }
}
