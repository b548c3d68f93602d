package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.Engines;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** An application of a few beans with a class loader and a configuration of its own, as in a server. */
final class Application implements AutoCloseable {
    private static final int ORDINAL = 400;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final ClassLoader loader = new URLClassLoader(new URL[0], before);
    private final Config config;
    private final SeContainer container;

    private Application(Config config, boolean discovery, Class<?>... beans) {
        this.config = config;
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver.instance().registerConfig(config, loader);
        try {
            SeContainerInitializer initializer =
                    SeContainerInitializer.newInstance().addBeanClasses(beans);
            if (!discovery) {
                initializer
                        .disableDiscovery()
                        .addExtensions(new GigaChatExtension())
                        .addExtensions(Engines.extensions());
            }
            container = initializer.initialize();
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    /** Starts beans with these keys and nothing else in the configuration. */
    static Application start(Map<String, String> keys, Class<?>... beans) {
        return start(new PropertiesConfigSource(keys, "test", ORDINAL), beans);
    }

    /** Starts beans with these environment variables and nothing else in the configuration. */
    static Application startInEnvironment(Map<String, String> variables, Class<?>... beans) {
        return start(new EnvConfigSource(variables, ORDINAL), beans);
    }

    static Application start(ConfigSource source, Class<?>... beans) {
        return new Application(
                ConfigProviderResolver.instance()
                        .getBuilder()
                        .withSources(source)
                        .build(),
                false,
                beans);
    }

    /** Starts beans and whatever the container finds on the class path. */
    static Application startWithDiscovery(Map<String, String> keys, Class<?>... beans) {
        return new Application(
                ConfigProviderResolver.instance()
                        .getBuilder()
                        .withSources(new PropertiesConfigSource(keys, "test", ORDINAL))
                        .build(),
                true,
                beans);
    }

    /** Starts beans with the configuration that a server would give them: system properties, environment, files. */
    static Application startWithDefaultSources(Class<?>... beans) {
        return new Application(
                ConfigProviderResolver.instance()
                        .getBuilder()
                        .addDefaultSources()
                        .build(),
                false,
                beans);
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    SeContainer container() {
        return container;
    }

    private void forget() {
        ConfigProviderResolver.instance().releaseConfig(config);
        Thread.currentThread().setContextClassLoader(before);
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            forget();
        }
    }
}
