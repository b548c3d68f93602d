package io.github.llmbeans.tck.cdi;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.ProviderContainer;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;

/**
 * A CDI container in Java SE that is started for the kit. Configuration goes in as system properties, where MicroProfile
 * Config finds it; so one container at a time, unless the author starts it and brings its configuration in otherwise.
 */
public final class SeProviderContainer implements ProviderContainer {
    private final SeContainer container;
    private final ContainerSettings settings;

    private SeProviderContainer(SeContainer running) {
        this.settings = new ContainerSettings(Map.of());
        this.container = running;
    }

    private SeProviderContainer(SeContainerInitializer initializer, Map<String, String> configuration) {
        this.settings = new ContainerSettings(configuration);
        try {
            this.container = initializer.initialize();
        } catch (RuntimeException | Error e) {
            settings.close();
            throw e;
        }
    }

    /**
     * Starts a container that finds its beans on the class path.
     *
     * @param configuration set as system properties until the container is closed
     * @return the running container
     */
    public static SeProviderContainer start(Map<String, String> configuration) {
        return start(SeContainerInitializer.newInstance(), configuration);
    }

    /**
     * Starts a container.
     *
     * @param initializer knows its beans
     * @param configuration set as system properties until the container is closed
     * @return the running container
     */
    public static SeProviderContainer start(SeContainerInitializer initializer, Map<String, String> configuration) {
        return new SeProviderContainer(initializer, configuration);
    }

    /**
     * A container that the author has started and configured, for instance for a class loader of its own, so that several can
     * run at the same time.
     *
     * @param container running
     * @return closing it closes the container
     */
    public static SeProviderContainer of(SeContainer container) {
        return new SeProviderContainer(container);
    }

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
        try {
            if (container.isRunning()) {
                container.close();
            }
        } finally {
            settings.close();
        }
    }
}
