package io.github.llmbeans.gigachat.conformance;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.gigachat.cdi.GigaChatExtension;
import io.github.llmbeans.tck.ProviderContainer;
import io.github.llmbeans.tck.cdi.SeProviderContainer;
import io.smallrye.config.PropertiesConfigSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * A container with a class loader of its own, by which MicroProfile Config knows its settings, as it knows an application's in
 * a server; so there can be several beside each other. It is told of the provider's extension: to find it on the class path,
 * as the container does that the kit asks for itself, takes most of a start, and there are hundreds.
 */
final class OwnContainer implements ProviderContainer {
    private static final int ORDINAL = 400;

    private final Config config;
    private final ProviderContainer container;

    private OwnContainer(Config config, ProviderContainer container) {
        this.config = config;
        this.container = container;
    }

    /** The thread's own class loader is what it was. */
    static OwnContainer start(Map<String, String> settings, Extension... given) {
        ConfigProviderResolver configs = ConfigProviderResolver.instance();
        Config config = configs.getBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", ORDINAL))
                .build();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = new URLClassLoader(new URL[0], before);
        configs.registerConfig(config, own);
        thread.setContextClassLoader(own);
        try {
            return new OwnContainer(
                    config,
                    SeProviderContainer.of(SeContainerInitializer.newInstance()
                            .disableDiscovery()
                            .addBeanClasses(Bystander.class)
                            .addExtensions(new GigaChatExtension())
                            .addExtensions(Engines.extensions())
                            .addExtensions(given)
                            .initialize()));
        } catch (RuntimeException | Error e) {
            configs.releaseConfig(config);
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public BaseProvider injected() {
        return container.injected();
    }

    @Override
    public BaseProvider injected(String name) {
        return container.injected(name);
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    /** A container without any bean does not start. */
    @Dependent
    static class Bystander {}
}
