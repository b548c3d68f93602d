package io.github.llmbeans.helidon;

import io.helidon.microprofile.server.ServerCdiExtension;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.Map;

/** The application on Helidon's server, which starts and ends with its container, with settings of its own. */
final class Application implements AutoCloseable {
    private final Map<String, String> settings;
    private final SeContainer container;

    private Application(Map<String, String> settings) {
        this.settings = settings;
        settings.forEach(System::setProperty);
        try {
            container = SeContainerInitializer.newInstance().initialize();
        } catch (RuntimeException | Error e) {
            settings.keySet().forEach(System::clearProperty);
            throw e;
        }
    }

    static Application start(Map<String, String> settings) {
        return new Application(settings);
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    int port() {
        return container.getBeanManager().getExtension(ServerCdiExtension.class).port();
    }

    @Override
    public void close() {
        try {
            container.close();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }
}
