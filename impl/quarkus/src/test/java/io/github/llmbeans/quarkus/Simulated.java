package io.github.llmbeans.quarkus;

import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The stand-in for GigaChat, over a socket, and the settings that lead there. */
public class Simulated implements QuarkusTestResourceLifecycleManager {
    private GigaChatSimulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = GigaChatSimulator.start();
        return Map.of(
                "gigachat.credentials", simulator.credentials(),
                "gigachat.base-url", simulator.baseUrl().toString(),
                "gigachat.auth-url", simulator.authUrl().toString());
    }

    @Override
    public void stop() {
        simulator.close();
    }
}
