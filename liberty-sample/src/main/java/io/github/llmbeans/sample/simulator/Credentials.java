package io.github.llmbeans.sample.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

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

    private static boolean isSet(Config config, String name) {
        return config.getOptionalValue(name, String.class)
                .filter(value -> !value.isBlank())
                .isPresent();
    }
}
