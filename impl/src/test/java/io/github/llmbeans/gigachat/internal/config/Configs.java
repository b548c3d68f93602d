package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.internal.error.SettingNames;

/** Configurations that are good but for what a test changes. */
final class Configs {
    static final String KEY = "aWQ6c2VjcmV0";

    private Configs() {}

    static ProviderConfigBuilder good() {
        return ProviderConfig.builder("gigachat").apiKey(KEY);
    }

    static GigaChatSettings settings(ProviderConfigBuilder config) {
        return new GigaChatSettings(config.build(), SettingNames.withPrefix("gigachat."));
    }

    static GigaChatSettings with(String option, String value) {
        return settings(good().option(option, value));
    }
}
