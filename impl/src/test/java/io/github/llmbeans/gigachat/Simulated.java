package io.github.llmbeans.gigachat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;

/** Configurations that point at a simulator. */
final class Simulated {
    private Simulated() {}

    /** Without the account's limit, which most tests are not about. */
    static ProviderConfigBuilder config(GigaChatSimulator simulator) {
        return limited(simulator).option("max-concurrent-requests", "0");
    }

    static ProviderConfigBuilder limited(GigaChatSimulator simulator) {
        return ProviderConfig.builder("gigachat")
                .apiKey(simulator.credentials())
                .scope(simulator.scope())
                .baseUrl(simulator.baseUrl())
                .authUrl(simulator.authUrl());
    }

    static GigaChatProvider provider(GigaChatSimulator simulator) {
        return new GigaChatProvider(config(simulator).build());
    }
}
