package io.github.llmbeans.tck.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.ProviderContainer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The container that the kit itself runs in, an application server for instance. It cannot be started anew for each check,
 * so providers are made anew in it: those that a check has used are destroyed when it closes this container.
 */
public final class CurrentContainer {
    private final CDI<Object> container = CDI.current();

    /** The container of the calling thread, which must be one of the container's own. */
    public CurrentContainer() {}

    /**
     * The container with these settings.
     *
     * @param settings set as system properties until it is closed
     * @return closing it takes the settings back and leaves the container running
     */
    public ProviderContainer with(Map<String, String> settings) {
        return new Configured(container, settings);
    }

    private static final class Configured implements ProviderContainer {
        private final CDI<Object> container;
        private final ContainerSettings settings;
        private final Deque<Runnable> destroy = new ArrayDeque<>();

        Configured(CDI<Object> container, Map<String, String> settings) {
            this.container = container;
            this.settings = new ContainerSettings(settings);
        }

        @Override
        public BaseProvider injected() {
            return used(container.select(BaseProvider.class));
        }

        @Override
        public BaseProvider injected(String name) {
            return used(container.select(BaseProvider.class, new NamedLiteral(name)));
        }

        private BaseProvider used(Instance<BaseProvider> instance) {
            BaseProvider provider = instance.get();
            destroy.push(() -> instance.destroy(provider));
            return provider;
        }

        @Override
        public void close() {
            try {
                destroy.forEach(Runnable::run);
            } finally {
                settings.close();
            }
        }
    }
}
