package io.github.llmbeans.sample.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Whether somebody has said how to sign in to GigaChat, for the default provider or for a named one. */
final class Credentials {
    private static final List<String> KEYS = List.of("credentials", "access-token");

    private Credentials() {}

    static boolean areConfigured(Config config) {
        List<String> instances =
                config.getOptionalValues("gigachat.instances", String.class).orElse(List.of());
        return Stream.concat(Stream.of("gigachat."), instances.stream().map(name -> "gigachat." + name.strip() + "."))
                .flatMap(prefix -> KEYS.stream().map(key -> prefix + key))
                .anyMatch(name -> isSet(config, name));
    }

    /**
     * Asks where values come from before it asks the configuration: Payara's remembers for a minute what was not there,
     * and the provider would not see the simulator's key.
     */
    private static boolean isSet(Config config, String name) {
        return isMentioned(config, name) && hasValue(config, name);
    }

    private static boolean isMentioned(Config config, String name) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(name);
            if (value != null && !value.isBlank()
                    || source.getPropertyNames().stream().anyMatch(known -> isOfAProfile(known, name))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfAProfile(String known, String name) {
        return known.startsWith("%") && known.endsWith("." + name);
    }

    private static boolean hasValue(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }
}
