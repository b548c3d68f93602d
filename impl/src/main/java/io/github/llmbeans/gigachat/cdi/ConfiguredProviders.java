package io.github.llmbeans.gigachat.cdi;

import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.GigaChatProviderBuilder;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Mistakes;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import io.github.llmbeans.gigachat.internal.config.Values;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Reads providers from MicroProfile Config: the default one from {@code gigachat.<key>}, an instance from {@code
 * gigachat.<instance>.<key>} and, where that is not set, from {@code gigachat.<key>}. An instance with a key, a token or a
 * client certificate of its own takes none of these from the default, since it is another account; and one with a trust
 * or key store of its own takes no password for it from there.
 */
final class ConfiguredProviders {
    static final String DEFAULT_NAME = "gigachat";
    static final String INSTANCE_NAME = "[A-Za-z0-9][A-Za-z0-9-]*";

    private static final String PREFIX = "gigachat.";
    private static final String KEY_STORE = "keyStore";
    private static final List<String> STORES = List.of(KEY_STORE, "trustStore");
    private static final List<String> CLIENTS = List.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY);
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(300);

    private final Config config;

    ConfiguredProviders(Config config) {
        this.config = config;
    }

    /** The names of the instances, in the order of the configuration; what can be no name is a mistake. */
    List<String> instances(Mistakes mistakes) {
        List<String> names = new ArrayList<>();
        new ConfigTexts(config, PREFIX).list(Setting.INSTANCES).distinct().forEach(name -> {
            if (name.matches(INSTANCE_NAME) && !name.equals(DEFAULT_NAME)) {
                names.add(name);
            } else {
                mistakes.add("gigachat.instances (GIGACHAT_INSTANCES) must list names of letters, digits and hyphens"
                        + " other than \"gigachat\", was \"" + SettingReader.shown(name) + "\"");
            }
        });
        return names;
    }

    /** Notes everything that is wrong with the settings of one provider; sends nothing. */
    void check(String name, Mistakes mistakes) {
        Mistakes found = new Mistakes();
        found.check(() -> create(name, null, CallObserver.none(), null).close());
        if (!found.isEmpty()) {
            found.check(() -> checkFilesAndStandardKeys(name));
            found.sentences().forEach(mistakes::add);
        }
    }

    /** What is looked at only when everything else is right, so that it is told together with that. */
    private void checkFilesAndStandardKeys(String name) {
        ProviderConfig read = read(name, prefix(name), new Mistakes());
        ProviderConfigBuilder builder = ProviderConfig.builder(name).apiKey("not-looked-at");
        read.options().forEach((option, value) -> {
            if (Setting.FILES.contains(option) || option.contains("/mp-rest/")) {
                builder.option(option, value);
            }
        });
        GigaChatProvider.builder(builder.build())
                .settingPrefix(prefix(name))
                .build()
                .close();
    }

    /**
     * Makes one provider; sends nothing yet.
     *
     * @param limiter the application's, or {@code null} for the provider's own
     * @param observer told of its calls
     * @param beans where OpenTelemetry is looked for; {@code null} if nobody is to be told
     * @throws IllegalArgumentException if settings are wrong; the message names all of them
     */
    GigaChatProvider create(
            String name,
            @Nullable ConcurrencyLimiter limiter,
            CallObserver observer,
            @Nullable Instance<Object> beans) {
        String prefix = prefix(name);
        SettingNames names = SettingNames.withPrefix(prefix);
        Mistakes mistakes = new Mistakes();
        ProviderConfig read = read(name, prefix, mistakes);
        if (!mistakes.isEmpty()) {
            mistakes.check(() -> new GigaChatSettings(read, names));
            mistakes.tell();
        }
        GigaChatProviderBuilder builder = GigaChatProvider.builder(read)
                .settingPrefix(prefix)
                .callObserver(beans == null ? CallObserver.none() : ContainerTelemetry.of(read, config, beans))
                .callObserver(observer)
                .asyncContext(ManagedContexts.of(
                        names.of(Setting.EXECUTOR),
                        value(prefix, Setting.EXECUTOR).orElse(null)));
        if (limiter != null) {
            builder.concurrencyLimiter(limiter);
        }
        return builder.build();
    }

    /** How long a health check of a provider may take; the usual time where that is set wrong. */
    Duration healthCheckTimeout(String name) {
        SettingReader reader = new SettingReader(SettingNames.withPrefix(prefix(name)));
        Values values = new Values(setting -> value(prefix(name), setting).orElse(null), reader, new Mistakes());
        return values.duration(
                Setting.HEALTH_CHECK_TIMEOUT, Duration.ofSeconds(5), Duration.ofMillis(1), Duration.ofDays(1));
    }

    private static String prefix(String name) {
        return name.equals(DEFAULT_NAME) ? PREFIX : PREFIX + name + ".";
    }

    private ProviderConfig read(String name, String prefix, Mistakes mistakes) {
        SettingReader reader = new SettingReader(SettingNames.withPrefix(prefix));
        ProviderConfigBuilder builder = ProviderConfig.builder(name);
        boolean another = isAnotherAccount(name, prefix);
        (another ? text(prefix + Setting.CREDENTIALS) : value(prefix, Setting.CREDENTIALS)).ifPresent(builder::apiKey);
        value(prefix, Setting.SCOPE).ifPresent(builder::scope);
        value(prefix, Setting.MODEL).ifPresent(builder::model);
        value(prefix, Setting.TIMEOUT)
                .ifPresent(text -> mistakes.check(
                        () -> builder.timeout(reader.duration(Setting.TIMEOUT, text, MIN_TIMEOUT, MAX_TIMEOUT))));
        value(prefix, Setting.MAX_RETRIES)
                .ifPresent(text ->
                        mistakes.check(() -> builder.maxRetries(reader.integer(Setting.MAX_RETRIES, text, 0, 10))));
        for (String option : Setting.OPTIONS) {
            (another && Setting.ACCOUNT.contains(option) ? text(prefix + option) : value(prefix, option))
                    .ifPresent(text -> builder.option(option, text));
        }
        mistakes.check(() -> address(name, prefix, Setting.COMPLETIONS_KEY, Setting.BASE_URL, builder::baseUrl));
        mistakes.check(() -> address(name, prefix, Setting.OAUTH_KEY, Setting.AUTH_URL, builder::authUrl));
        standardKeys(name, another, builder);
        return builder.build();
    }

    /** The standard key comes before ours, and what an instance sets itself before what is set for all. */
    private void address(String name, String prefix, String configKey, String setting, Consumer<String> address) {
        Stream<String> own = Stream.of(Setting.mpRest(configKey + "-" + name, "url"), prefix + setting);
        Stream<String> common = Stream.of(Setting.mpRest(configKey, "url"), PREFIX + setting);
        Stream<String> keys = prefix.equals(PREFIX) ? common : Stream.concat(own, common);
        keys.filter(key -> text(key).isPresent()).findFirst().ifPresent(key -> {
            try {
                text(key).ifPresent(address);
            } catch (IllegalArgumentException e) {
                String named =
                        key.startsWith(PREFIX) ? SettingNames.withPrefix("").of(key) : key;
                throw new IllegalArgumentException(
                        String.valueOf(e.getMessage()).replaceFirst("^\\w+", Matcher.quoteReplacement(named)), e);
            }
        });
    }

    /** {@code gigachat/mp-rest/*} and {@code gigachat-oauth/mp-rest/*}; an instance's own have its name appended. */
    private void standardKeys(String name, boolean another, ProviderConfigBuilder builder) {
        for (String configKey : CLIENTS) {
            Stream.concat(Setting.MP_REST.stream(), Stream.of(Setting.HOSTNAME_VERIFIER))
                    .forEach(key -> standard(configKey, name, key, another)
                            .ifPresent(text -> builder.option(Setting.mpRest(configKey, key), text)));
        }
    }

    private Optional<String> standard(String configKey, String name, String key, boolean another) {
        Optional<String> own = own(configKey, name, key);
        boolean complete = STORES.stream()
                .anyMatch(store -> key.startsWith(store)
                        && (own(configKey, name, store).isPresent() || another && store.equals(KEY_STORE)));
        return own.isPresent() || complete ? own : raw(Setting.mpRest(configKey, key));
    }

    private Optional<String> own(String configKey, String name, String key) {
        return name.equals(DEFAULT_NAME) ? Optional.empty() : raw(Setting.mpRest(configKey + "-" + name, key));
    }

    private boolean isAnotherAccount(String name, String prefix) {
        return !prefix.equals(PREFIX)
                && (Setting.ACCOUNT.stream()
                                .anyMatch(secret -> text(prefix + secret).isPresent())
                        || CLIENTS.stream()
                                .anyMatch(configKey ->
                                        own(configKey, name, KEY_STORE).isPresent()));
    }

    private Optional<String> value(String prefix, String setting) {
        Optional<String> own = text(prefix + setting);
        return own.isPresent() ? own : text(PREFIX + setting);
    }

    private Optional<String> text(String key) {
        return raw(key).map(String::strip);
    }

    private Optional<String> raw(String key) {
        @Nullable String value = config.getOptionalValue(key, String.class).orElse(null);
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
