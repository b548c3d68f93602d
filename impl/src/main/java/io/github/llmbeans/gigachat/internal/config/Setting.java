package io.github.llmbeans.gigachat.internal.config;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the settings, without their prefix; the same in configuration and in {@code ProviderConfig.options()}. */
public final class Setting {
    public static final String CREDENTIALS = "credentials";
    public static final String SCOPE = "scope";
    public static final String MODEL = "model";
    public static final String BASE_URL = "base-url";
    public static final String AUTH_URL = "auth-url";
    public static final String TIMEOUT = "timeout";
    public static final String MAX_RETRIES = "max-retries";

    public static final String ACCESS_TOKEN = "access-token";
    public static final String ALLOW_PLAIN_HTTP = "allow-plain-http";
    public static final String CA_BUNDLE_FILE = "ca-bundle-file";
    public static final String CERT_FILE = "cert-file";
    public static final String CIRCUIT_BREAKER = "circuit-breaker";
    public static final String CIRCUIT_BREAKER_DELAY = "circuit-breaker-delay";
    public static final String CIRCUIT_BREAKER_FAILURE_RATIO = "circuit-breaker-failure-ratio";
    public static final String CIRCUIT_BREAKER_VOLUME = "circuit-breaker-request-volume-threshold";
    public static final String CONNECT_TIMEOUT = "connect-timeout";
    public static final String CREDENTIALS_FILE = "credentials-file";
    public static final String HEADERS = "headers";
    public static final String HEALTH_CHECK = "health-check";
    public static final String HEALTH_CHECK_INTERVAL = "health-check-interval";
    public static final String HEALTH_CHECK_TIMEOUT = "health-check-timeout";
    public static final String KEY_FILE = "key-file";
    public static final String KEY_FILE_PASSWORD = "key-file-password";
    public static final String LOG_CONTENT = "log-content";
    public static final String MAX_CONCURRENT_REQUESTS = "max-concurrent-requests";
    public static final String MAX_CONNECTIONS = "max-connections";
    public static final String MAX_QUEUED_REQUESTS = "max-queued-requests";
    public static final String MAX_RESPONSE_BYTES = "max-response-bytes";
    public static final String PRODUCTION = "production";
    public static final String PROFANITY_CHECK = "profanity-check";
    public static final String RETRY_BACKOFF_FACTOR = "retry-backoff-factor";
    public static final String RETRY_BUDGET = "retry-budget";
    public static final String STREAM_IDLE_TIMEOUT = "stream-idle-timeout";
    public static final String STREAM_TIMEOUT = "stream-timeout";
    public static final String TOKEN_EXPIRY_BUFFER_MS = "token-expiry-buffer-ms";
    public static final String VERIFY_SSL_CERTS = "verify-ssl-certs";
    public static final String VIRTUAL_THREADS = "virtual-threads";

    /** The JNDI name of the managed executor on which stages complete. */
    public static final String EXECUTOR = "executor";

    /** The list of named instances; belongs to no instance. */
    public static final String INSTANCES = "instances";

    /** What {@code ProviderConfig} has a field for. */
    public static final Set<String> FIELDS =
            Set.of(CREDENTIALS, SCOPE, MODEL, BASE_URL, AUTH_URL, TIMEOUT, MAX_RETRIES);

    /** What travels in {@code ProviderConfig.options()}. */
    public static final Set<String> OPTIONS = Set.of(
            ACCESS_TOKEN,
            ALLOW_PLAIN_HTTP,
            CA_BUNDLE_FILE,
            CERT_FILE,
            CIRCUIT_BREAKER,
            CIRCUIT_BREAKER_DELAY,
            CIRCUIT_BREAKER_FAILURE_RATIO,
            CIRCUIT_BREAKER_VOLUME,
            CONNECT_TIMEOUT,
            CREDENTIALS_FILE,
            HEADERS,
            HEALTH_CHECK,
            HEALTH_CHECK_INTERVAL,
            HEALTH_CHECK_TIMEOUT,
            KEY_FILE,
            KEY_FILE_PASSWORD,
            LOG_CONTENT,
            MAX_CONCURRENT_REQUESTS,
            MAX_CONNECTIONS,
            MAX_QUEUED_REQUESTS,
            MAX_RESPONSE_BYTES,
            PRODUCTION,
            PROFANITY_CHECK,
            RETRY_BACKOFF_FACTOR,
            RETRY_BUDGET,
            STREAM_IDLE_TIMEOUT,
            STREAM_TIMEOUT,
            TOKEN_EXPIRY_BUFFER_MS,
            VERIFY_SSL_CERTS,
            VIRTUAL_THREADS);

    /** What only a container reads. */
    public static final Set<String> CONTAINER = Set.of(EXECUTOR);

    /** The standard keys of MicroProfile Rest Client that are passed on to the REST client builder. */
    public static final Set<String> MP_REST = Set.of(
            "connectTimeout",
            "readTimeout",
            "proxyAddress",
            "trustStore",
            "trustStorePassword",
            "trustStoreType",
            "keyStore",
            "keyStorePassword",
            "keyStoreType");

    /** The standard key that is refused, since it can switch verification off. */
    public static final String HOSTNAME_VERIFIER = "hostnameVerifier";

    /** What says whose account it is; an instance that sets one of these takes none from the default. */
    public static final Set<String> ACCOUNT =
            Set.of(CREDENTIALS, CREDENTIALS_FILE, ACCESS_TOKEN, CERT_FILE, KEY_FILE, KEY_FILE_PASSWORD);

    /** What names a file of certificates or keys, and what opens it. */
    public static final Set<String> FILES = Set.of(CA_BUNDLE_FILE, CERT_FILE, KEY_FILE, KEY_FILE_PASSWORD);

    /** How an option says which of the two REST clients a standard key is for: its configKey. */
    public static final String COMPLETIONS_KEY = "gigachat";

    /** The configKey of the token endpoint's client. */
    public static final String OAUTH_KEY = "gigachat-oauth";

    private Setting() {}

    /** The option that carries a standard key. */
    public static String mpRest(String configKey, String key) {
        return configKey + "/mp-rest/" + key;
    }

    /** Everything that a provider in a container can be told, the standard keys aside. */
    public static Stream<String> all() {
        return Stream.of(FIELDS, OPTIONS, CONTAINER).flatMap(Set::stream);
    }

    static Set<String> known() {
        Stream<String> mpRest = Stream.of(COMPLETIONS_KEY, OAUTH_KEY)
                .flatMap(configKey -> Stream.concat(MP_REST.stream(), Stream.of(HOSTNAME_VERIFIER))
                        .map(key -> mpRest(configKey, key)));
        return Stream.concat(OPTIONS.stream(), mpRest).collect(Collectors.toUnmodifiableSet());
    }
}
