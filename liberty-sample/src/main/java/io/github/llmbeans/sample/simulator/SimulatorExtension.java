package io.github.llmbeans.sample.simulator;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Lets the application run without a key: when no credentials for GigaChat are configured, it starts the simulator
 * inside the application and configures the provider to ask it, before the provider looks at its configuration.
 */
public class SimulatorExtension implements Extension {
    /** So that a person sees the answer being written. */
    private static final Duration LIVELY = Duration.ofMillis(30);

    /** A company's account, so that several people can chat at once. */
    private static final String COMPANY = "GIGACHAT_API_CORP";

    private static final int AT_ONCE = 10;

    private static final System.Logger LOGGER = System.getLogger(SimulatorExtension.class.getName());

    private @Nullable GigaChatSimulator simulator;

    void start(@Observes BeforeBeanDiscovery event) {
        if (Credentials.areConfigured(ConfigProvider.getConfig())) {
            return;
        }
        GigaChatSimulator started = GigaChatSimulator.builder()
                .scope(COMPANY)
                .maxConcurrentCompletions(AT_ONCE)
                .pieceInterval(LIVELY)
                .start();
        simulator = started;
        SimulatorConfigSource.publish(Map.of(
                "gigachat.credentials", started.credentials(),
                "gigachat.base-url", started.baseUrl(),
                "gigachat.auth-url", started.authUrl(),
                "gigachat.scope", started.scope(),
                "sample.simulator", "true"));
        LOGGER.log(
                System.Logger.Level.INFO,
                "No GigaChat credentials are configured: the built-in simulator answers at {0}, there is no real model."
                        + " To talk to GigaChat, stop the server, set the environment variable GIGACHAT_CREDENTIALS to"
                        + " your authorization key and start it again.",
                started.baseUrl());
    }

    void stop(@Observes BeforeShutdown event) {
        GigaChatSimulator running = simulator;
        if (running != null) {
            SimulatorConfigSource.publish(Map.of());
            running.close();
        }
    }
}
