package io.github.llmbeans.tck.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.ProviderContainer;
import jakarta.enterprise.inject.spi.CDI;

/** The container that the kit itself runs in, an application server for instance. Closing it does nothing. */
public final class CurrentContainer implements ProviderContainer {
    private final CDI<Object> container = CDI.current();

    /** The container of the calling thread. */
    public CurrentContainer() {}

    @Override
    public BaseProvider injected() {
        return container.select(BaseProvider.class).get();
    }

    @Override
    public BaseProvider injected(String name) {
        return container.select(BaseProvider.class, new NamedLiteral(name)).get();
    }

    @Override
    public void close() {
        // It is the server that ends it.
    }
}
