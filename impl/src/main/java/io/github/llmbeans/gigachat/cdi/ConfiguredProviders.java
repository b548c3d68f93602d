package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads providers from MicroProfile Config: the default one from {@code gigachat.<key>}, an instance from {@code
 * gigachat.<instance>.<key>} and, where that is not set, from {@code gigachat.<key>}.
 */
final class ConfiguredProviders {
    static final String DEFAULT_NAME = "gigachat";
    private static final String PREFIX = "gigachat.";
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(300);

    private final Config config;

    ConfiguredProviders(Config config) {
        this.config = config;
    }

    /** The names of the instances, in the order of the configuration. */
    List<String> instances() {
        List<String> names =
                config.getOptionalValues(PREFIX + Setting.INSTANCES, String.class).orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
        for (String name : names) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]*") || name.equals(DEFAULT_NAME)) {
                throw new IllegalArgumentException(
                        "gigachat.instances (GIGACHAT_INSTANCES) must list names of letters, digits and hyphens other"
                                + " than \"gigachat\", was \"" + name + "\"");
            }
        }
        return names;
    }

    /** Makes one provider; sends nothing yet. */
    GigaChatProvider create(String name) {
        String prefix = name.equals(DEFAULT_NAME) ? PREFIX : PREFIX + name + ".";
        return GigaChatProvider.builder(read(name, prefix))
                .settingPrefix(prefix)
                .build();
    }

    private ProviderConfig read(String name, String prefix) {
        SettingReader reader = new SettingReader(SettingNames.withPrefix(prefix));
        ProviderConfigBuilder builder = ProviderConfig.builder(name);
        value(prefix, Setting.CREDENTIALS).ifPresent(builder::apiKey);
        value(prefix, Setting.SCOPE).ifPresent(builder::scope);
        value(prefix, Setting.MODEL).ifPresent(builder::model);
        value(prefix, Setting.BASE_URL).ifPresent(builder::baseUrl);
        value(prefix, Setting.AUTH_URL).ifPresent(builder::authUrl);
        value(prefix, Setting.TIMEOUT)
                .ifPresent(text -> builder.timeout(reader.duration(Setting.TIMEOUT, text, MIN_TIMEOUT, MAX_TIMEOUT)));
        value(prefix, Setting.MAX_RETRIES)
                .ifPresent(text -> builder.maxRetries(reader.integer(Setting.MAX_RETRIES, text, 0, 10)));
        for (String option : Setting.OPTIONS) {
            value(prefix, option).ifPresent(text -> builder.option(option, text));
        }
        standardKeys(name, builder);
        return builder.build();
    }

    /** {@code gigachat/mp-rest/*} and {@code gigachat-oauth/mp-rest/*}; an instance's own have its name appended. */
    private void standardKeys(String name, ProviderConfigBuilder builder) {
        for (String configKey : List.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY)) {
            for (String key : Setting.MP_REST) {
                standard(configKey, name, key).ifPresent(text -> builder.option(Setting.mpRest(configKey, key), text));
            }
        }
        standard(Setting.COMPLETIONS_KEY, name, "url").ifPresent(builder::baseUrl);
        standard(Setting.OAUTH_KEY, name, "url").ifPresent(builder::authUrl);
    }

    private Optional<String> standard(String configKey, String name, String key) {
        Optional<String> own =
                name.equals(DEFAULT_NAME) ? Optional.empty() : text(Setting.mpRest(configKey + "-" + name, key));
        return own.isPresent() ? own : text(Setting.mpRest(configKey, key));
    }

    private Optional<String> value(String prefix, String setting) {
        Optional<String> own = text(prefix + setting);
        return own.isPresent() || prefix.equals(PREFIX) ? own : text(PREFIX + setting);
    }

    private Optional<String> text(String key) {
        @Nullable String value = config.getOptionalValue(key, String.class).orElse(null);
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
