package io.github.llmbeans.sample.simulator;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Where the simulator answers, as configuration. Empty unless it runs. Then it wins over every other source: an empty
 * variable in the environment would hide the simulator's key, and a base address of somebody else's would get it.
 * Thread-safe.
 */
public class SimulatorConfigSource implements ConfigSource {
    private static final int STRONGER_THAN_ALL_OTHERS = 1000;

    private static volatile Map<String, String> published = Map.of();

    static void publish(Map<String, String> properties) {
        published = Map.copyOf(properties);
    }

    @Override
    public String getName() {
        return "GigaChat simulator of the sample";
    }

    @Override
    public int getOrdinal() {
        return STRONGER_THAN_ALL_OTHERS;
    }

    @Override
    public Map<String, String> getProperties() {
        return published;
    }

    @Override
    public Set<String> getPropertyNames() {
        return published.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return published.get(name);
    }
}
