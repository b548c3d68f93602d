package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The simulators of the tests, in the JVM of the tests: a test can script them while the application asks them. Never
 * loaded inside the server.
 */
final class Simulators {
    /** Answers with the planted key. */
    static final GigaChatSimulator MAIN =
            GigaChatSimulator.builder().credentials(Secret.CREDENTIALS).start();

    /** A second one with the planted key. */
    static final GigaChatSimulator OTHER =
            GigaChatSimulator.builder().credentials(Secret.CREDENTIALS).start();

    /** Another one, with a certificate that nobody trusts. */
    static final GigaChatSimulator HTTPS = GigaChatSimulator.builder()
            .credentials(Secret.CREDENTIALS)
            .https(true)
            .start();

    private Simulators() {}

    /**
     * Settings of a provider that asks a simulator, once and for some seconds, so many that the first call on a server
     * that is just starting gets its answer, without the account's limit; the simulator forgets its scripts.
     */
    static Map<String, String> settings(String prefix, GigaChatSimulator simulator) {
        simulator.reset();
        Map<String, String> settings = new TreeMap<>();
        settings.put(prefix + "credentials", simulator.credentials());
        settings.put(prefix + "base-url", simulator.baseUrl());
        settings.put(prefix + "auth-url", simulator.authUrl());
        settings.put(prefix + "scope", simulator.scope());
        settings.put(prefix + "timeout", "20");
        settings.put(prefix + "max-retries", "0");
        settings.put(prefix + "max-concurrent-requests", "0");
        return settings;
    }

    /** The same with minutes of patience: an answer that ends before them was given up by somebody. */
    static Map<String, String> patientSettings(String prefix, GigaChatSimulator simulator) {
        Map<String, String> settings = settings(prefix, simulator);
        settings.put(prefix + "timeout", "300");
        settings.put(prefix + "stream-timeout", "300");
        settings.put(prefix + "stream-idle-timeout", "300");
        return settings;
    }
}
