package io.github.llmbeans.tck.cdi;

import java.util.Map;

/** Configuration as system properties, where MicroProfile Config finds it, until it is taken back. */
final class ContainerSettings implements AutoCloseable {
    private final Map<String, String> settings;

    ContainerSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
        this.settings.forEach(System::setProperty);
    }

    @Override
    public void close() {
        settings.keySet().forEach(System::clearProperty);
    }
}
