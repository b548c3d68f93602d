package io.github.llmbeans.gigachat.packaged;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.simulator.GigaChatSimulator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;

/** Runs in a JVM that has the provider on its module path, and everything that a server brings on its class path. */
final class ProviderAsModule {
    private ProviderAsModule() {}

    /** A bean of an application. */
    @ApplicationScoped
    static class Asker {
        @Inject
        BaseProvider llm;

        String ask() {
            return llm.generate("Hello");
        }
    }

    public static void main(String[] arguments) {
        Module module = GigaChatProvider.class.getModule();
        try (GigaChatSimulator simulator = GigaChatSimulator.start()) {
            ProviderConfig config = ProviderConfig.builder("gigachat")
                    .apiKey(simulator.credentials())
                    .baseUrl(simulator.baseUrl())
                    .authUrl(simulator.authUrl())
                    .build();
            try (GigaChatProvider provider = new GigaChatProvider(config)) {
                System.out.println(module + " answers " + provider.generate("Hello"));
            }
            System.setProperty("gigachat.credentials", simulator.credentials());
            System.setProperty("gigachat.base-url", simulator.baseUrl());
            System.setProperty("gigachat.auth-url", simulator.authUrl());
            try (SeContainer container = SeContainerInitializer.newInstance()
                    .addBeanClasses(Asker.class)
                    .initialize()) {
                String answer = container.select(Asker.class).get().ask();
                System.out.println(module + " is injected and answers " + answer);
            }
        }
    }
}
