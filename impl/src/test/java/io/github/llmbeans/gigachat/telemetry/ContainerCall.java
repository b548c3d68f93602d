package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.gigachat.cdi.GigaChatExtension;
import io.smallrye.config.PropertiesConfigSource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** A call of an injected provider; its text says whether it was answered. */
public final class ContainerCall {
    private final String answered;

    public ContainerCall(Map<String, String> settings) {
        ConfigProviderResolver configs = ConfigProviderResolver.instance();
        configs.registerConfig(
                configs.getBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 400))
                        .build(),
                Thread.currentThread().getContextClassLoader());
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Asker.class)
                .addExtensions(new GigaChatExtension())
                .addExtensions(Engines.extensions())
                .initialize()) {
            String answer = container.select(Asker.class).get().llm.generate("hello");
            answered = answer.contains("hello") ? "injected" : answer;
        }
    }

    @Override
    public String toString() {
        return answered;
    }

    @Dependent
    static class Asker {
        @Inject
        BaseProvider llm;
    }
}
