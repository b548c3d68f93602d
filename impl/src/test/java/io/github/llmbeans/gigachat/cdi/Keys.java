package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Configuration that points at simulators. */
final class Keys {
    private final Map<String, String> keys = new HashMap<>();

    /** What the default provider needs. */
    static Keys of(GigaChatSimulator simulator) {
        return new Keys().provider("gigachat.", simulator);
    }

    /** What an instance needs; it is to be listed besides. */
    Keys instance(String name, GigaChatSimulator simulator) {
        return provider("gigachat." + name + ".", simulator);
    }

    Keys with(String key, String value) {
        keys.put(key, value);
        return this;
    }

    Map<String, String> map() {
        return Map.copyOf(keys);
    }

    /** The same as environment variables. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        keys.forEach((key, value) ->
                variables.put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        return variables;
    }

    private Keys provider(String prefix, GigaChatSimulator simulator) {
        return with(prefix + "credentials", simulator.credentials())
                .with(prefix + "scope", simulator.scope())
                .with(prefix + "max-concurrent-requests", "0")
                .with(prefix + "base-url", simulator.baseUrl())
                .with(prefix + "auth-url", simulator.authUrl());
    }
}
