package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, with GigaChat's defaults filled in and every bound checked. Immutable.
 *
 * <p>Addresses and the default model: GigaChat REST reference §1.1, §2.1 and §8.
 */
public final class GigaChatSettings {
    public static final URI DEFAULT_BASE_URL = URI.create("https://api.giga.chat/v1");
    public static final URI DEFAULT_AUTH_URL = URI.create("https://ngw.devices.sberbank.ru:9443/api/v2/oauth");
    public static final String DEFAULT_SCOPE = "GIGACHAT_API_PERS";
    public static final String DEFAULT_MODEL = "GigaChat-2-Pro";

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final ProviderConfig config;
    private final SettingNames names;

    private final @Nullable Credentials key;
    private final TlsSettings tls;
    private final boolean plainHttp;
    private final URI baseUrl;
    private final URI authUrl;
    private final Duration connectTimeout;
    private final Duration healthCheckTimeout;
    private final Duration healthCheckInterval;
    private final boolean healthCheckAsksModels;
    private final Duration tokenExpiryBuffer;
    private final Duration retryBaseDelay;
    private final Duration streamTimeout;
    private final Duration streamIdleTimeout;
    private final OverloadSettings overload;
    private final int maxConnections;
    private final int maxResponseBytes;
    private final @Nullable Boolean profanityCheck;
    private final Map<String, String> headers;
    private final boolean virtualThreads;
    private final boolean logsContent;

    /**
     * Checks everything.
     *
     * @throws IllegalArgumentException if settings are missing, unknown or out of their bounds; the message names all of
     *     them
     */
    public GigaChatSettings(ProviderConfig config, SettingNames names) {
        this.config = Objects.requireNonNull(config, "config must not be null");
        this.names = names;
        SettingReader reader = new SettingReader(names);
        Mistakes mistakes = new Mistakes();
        Values values = new Values(config::option, reader, mistakes);
        mistakes.check(this::rejectUnknownOptions);
        key = mistakes.<@Nullable Credentials>or(null, this::readKey);
        tls = TlsSettings.read(values, names);
        mistakes.check(this::requireKey);
        plainHttp = values.flag(Setting.ALLOW_PLAIN_HTTP, false);
        baseUrl = address(mistakes, Setting.BASE_URL, config.baseUrl(), DEFAULT_BASE_URL);
        authUrl = address(mistakes, Setting.AUTH_URL, config.authUrl(), DEFAULT_AUTH_URL);
        connectTimeout = values.duration(Setting.CONNECT_TIMEOUT, Duration.ofSeconds(10), MILLISECOND, DAY);
        healthCheckTimeout = values.duration(Setting.HEALTH_CHECK_TIMEOUT, Duration.ofSeconds(5), MILLISECOND, DAY);
        healthCheckInterval = values.duration(Setting.HEALTH_CHECK_INTERVAL, Duration.ofMinutes(5), Duration.ZERO, DAY);
        healthCheckAsksModels =
                mistakes.or(false, () -> HealthCheck.asksModels(config.option(Setting.HEALTH_CHECK), reader));
        tokenExpiryBuffer = Duration.ofMillis(values.integer(Setting.TOKEN_EXPIRY_BUFFER_MS, 60_000, 0, 1_500_000));
        retryBaseDelay = values.duration(
                Setting.RETRY_BACKOFF_FACTOR, Duration.ofMillis(500), Duration.ZERO, Duration.ofSeconds(20));
        streamTimeout = values.duration(Setting.STREAM_TIMEOUT, Duration.ofMinutes(5), MILLISECOND, DAY);
        streamIdleTimeout = values.duration(Setting.STREAM_IDLE_TIMEOUT, Duration.ofSeconds(60), MILLISECOND, DAY);
        overload = OverloadSettings.read(values, scope());
        maxConnections = values.integer(Setting.MAX_CONNECTIONS, 256, 1, 10_000);
        maxResponseBytes = values.integer(Setting.MAX_RESPONSE_BYTES, 16 * 1024 * 1024, 1024, 256 * 1024 * 1024);
        profanityCheck = config.option(Setting.PROFANITY_CHECK) == null
                ? null
                : Boolean.valueOf(values.flag(Setting.PROFANITY_CHECK, false));
        headers = mistakes.or(
                Map.of(), () -> ExtraHeaders.parse(config.option(Setting.HEADERS), names.of(Setting.HEADERS)));
        logsContent = values.flag(Setting.LOG_CONTENT, false);
        virtualThreads = mistakes.or(
                false,
                () -> VirtualThreadsChoice.made(
                        config.option(Setting.VIRTUAL_THREADS),
                        Runtime.version().feature(),
                        reader));
        mistakes.tell();
    }

    private @Nullable Credentials readKey() {
        return Credentials.of(config.name(), config.apiKey(), config.option(Setting.CREDENTIALS_FILE), names);
    }

    private URI address(Mistakes mistakes, String setting, @Nullable URI configured, URI otherwise) {
        return mistakes.or(
                otherwise, () -> Addresses.checked(names.of(setting), or(configured, otherwise), plainHttp, names));
    }

    public String name() {
        return config.name();
    }

    public SettingNames names() {
        return names;
    }

    /** The key as it was read last, or {@code null} if there is none. */
    public @Nullable String credentials() {
        return key == null ? null : key.value();
    }

    /** The key and where it comes from, or {@code null} if there is none. */
    public @Nullable Credentials key() {
        return key;
    }

    /** Whether the client certificate alone says who is asking, so that there is no token. */
    public boolean certificateOnly() {
        return key == null && accessToken() == null && certificate() != null;
    }

    /** The setting that says who is asking, for messages. */
    public String keySetting() {
        return certificateOnly()
                ? Setting.CERT_FILE
                : config.option(Setting.CREDENTIALS_FILE) != null ? Setting.CREDENTIALS_FILE : Setting.CREDENTIALS;
    }

    /** What tells this account from others; a secret. */
    public @Nullable String account() {
        return key != null ? key.value() : accessToken() != null ? accessToken() : certificate();
    }

    private @Nullable String certificate() {
        SettingFile file = tls.certFile();
        return file != null ? file.path().toString() : mpRest(Setting.COMPLETIONS_KEY, "keyStore");
    }

    TlsSettings tls() {
        return tls;
    }

    /** Whether servers are verified; never {@code false} in production. */
    public boolean verifiesServers() {
        return tls.verify();
    }

    /** Which settings say whom to trust, for messages. */
    public List<String> trustSettings() {
        Stream<String> bundle = tls.caBundle() == null ? Stream.of() : Stream.of(names.of(Setting.CA_BUNDLE_FILE));
        Stream<String> stores = Stream.of(Setting.COMPLETIONS_KEY, Setting.OAUTH_KEY)
                .filter(client -> mpRest(client, StoreFile.TRUST) != null)
                .map(client -> Setting.mpRest(client, StoreFile.TRUST));
        return Stream.concat(bundle, stores).toList();
    }

    /** Whether a request to this address would travel unencrypted to the proxy, though that is not switched on. */
    public boolean exposedBy(String proxyHost, URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !plainHttp && !Addresses.loopback(proxyHost);
    }

    public @Nullable String accessToken() {
        String token = config.option(Setting.ACCESS_TOKEN);
        return token == null || token.isBlank() ? null : token.strip();
    }

    public String scope() {
        return or(config.scope(), DEFAULT_SCOPE);
    }

    public String model() {
        return or(config.model(), DEFAULT_MODEL);
    }

    public URI baseUrl() {
        return baseUrl;
    }

    public URI authUrl() {
        return authUrl;
    }

    public Duration timeout() {
        return config.timeout();
    }

    public int maxRetries() {
        return config.maxRetries();
    }

    public Duration connectTimeout() {
        return connectTimeout;
    }

    public Duration healthCheckTimeout() {
        return healthCheckTimeout;
    }

    public Duration healthCheckInterval() {
        return healthCheckInterval;
    }

    public boolean healthCheckAsksModels() {
        return healthCheckAsksModels || certificateOnly();
    }

    public Duration tokenExpiryBuffer() {
        return tokenExpiryBuffer;
    }

    public Duration retryBaseDelay() {
        return retryBaseDelay;
    }

    public Duration streamTimeout() {
        return streamTimeout;
    }

    public Duration streamIdleTimeout() {
        return streamIdleTimeout;
    }

    public OverloadSettings overload() {
        return overload;
    }

    public int maxConnections() {
        return maxConnections;
    }

    public int maxResponseBytes() {
        return maxResponseBytes;
    }

    public @Nullable Boolean profanityCheck() {
        return profanityCheck;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Whether prompts and answers are written into the log. */
    public boolean logsContent() {
        return logsContent;
    }

    /** Whether the provider's threads are virtual; never below Java 21. */
    public boolean virtualThreads() {
        return virtualThreads;
    }

    /** A standard key of MicroProfile Rest Client, or {@code null}. */
    public @Nullable String mpRest(String configKey, String key) {
        return config.option(Setting.mpRest(configKey, key));
    }

    private void rejectUnknownOptions() {
        TreeSet<String> unknown = new TreeSet<>(config.options().keySet());
        unknown.removeAll(Setting.known());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Unknown options " + unknown + " of provider '" + config.name()
                    + "'; known are " + new TreeSet<>(Setting.OPTIONS));
        }
    }

    private void requireKey() {
        String token = accessToken();
        boolean keyIsSet = config.apiKey() != null || config.option(Setting.CREDENTIALS_FILE) != null;
        if (!keyIsSet && token == null && certificate() == null && config.option(Setting.CERT_FILE) == null) {
            throw new IllegalArgumentException(names.of(Setting.CREDENTIALS)
                    + " is not set: GigaChat needs the authorization key from its cabinet, the Base64 of client id and"
                    + " secret");
        }
        if (token != null && !Credentials.printable(token)) {
            throw new IllegalArgumentException(names.of(Setting.ACCESS_TOKEN)
                    + " must be printable ASCII without spaces; it has another character (the value is"
                    + " not shown)");
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
