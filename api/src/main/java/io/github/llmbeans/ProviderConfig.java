package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.Texts;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider finds its model and how patient it is. Immutable and thread-safe; made with {@link #builder(String)}.
 *
 * <p>Defaults: timeout 30 s, 3 retries, everything else not set, which means the provider's default. The key and the
 * values of the options never show in {@link #toString()}.
 */
public final class ProviderConfig {
    /** How long a call may take unless said otherwise: 30 s. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    /** How often a failed call is repeated unless said otherwise: 3 times. */
    public static final int DEFAULT_MAX_RETRIES = 3;

    private final String name;
    private final @Nullable String apiKey;
    private final @Nullable URI baseUrl;
    private final @Nullable URI authUrl;
    private final @Nullable String scope;
    private final @Nullable String model;
    private final Duration timeout;
    private final int maxRetries;
    private final Map<String, String> options;

    ProviderConfig(ProviderConfigBuilder builder) {
        name = builder.name;
        apiKey = builder.apiKey;
        baseUrl = builder.baseUrl;
        authUrl = builder.authUrl;
        scope = builder.scope;
        model = builder.model;
        timeout = builder.timeout;
        maxRetries = builder.maxRetries;
        options = Collections.unmodifiableMap(new TreeMap<>(builder.options));
    }

    /**
     * A builder with the defaults.
     *
     * @param name the provider's name, one line and not blank; it stands in logs, health data and exceptions
     * @return a new builder, not thread-safe
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public static ProviderConfigBuilder builder(String name) {
        return new ProviderConfigBuilder(Checks.oneLine("name", name));
    }

    /**
     * The provider's name.
     *
     * @return never blank
     */
    public String name() {
        return name;
    }

    /**
     * The secret with which the provider proves who it is. Handle with care.
     *
     * @return the key, or {@code null} if there is none
     */
    public @Nullable String apiKey() {
        return apiKey;
    }

    /**
     * The address of the API, including its version path.
     *
     * @return the address, or {@code null} for the provider's default
     */
    public @Nullable URI baseUrl() {
        return baseUrl;
    }

    /**
     * The full address of the OAuth token endpoint.
     *
     * @return the address, or {@code null} for the provider's default
     */
    public @Nullable URI authUrl() {
        return authUrl;
    }

    /**
     * The OAuth scope.
     *
     * @return the scope, or {@code null} for the provider's default
     */
    public @Nullable String scope() {
        return scope;
    }

    /**
     * The model that answers when a request names none.
     *
     * @return the model, or {@code null} for the provider's default
     */
    public @Nullable String model() {
        return model;
    }

    /**
     * The deadline of a call: token, waiting, attempts and pauses together.
     *
     * @return 1 to 300 s
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How often a failed call is repeated at most.
     *
     * @return 0 to 10
     */
    public int maxRetries() {
        return maxRetries;
    }

    /**
     * Settings that only this provider knows, by the name it gives them.
     *
     * @return an unmodifiable map; the values may be secrets
     */
    public Map<String, String> options() {
        return options;
    }

    /**
     * One of the settings that only this provider knows.
     *
     * @param option its name
     * @return its value, or {@code null} if it is not set
     */
    public @Nullable String option(String option) {
        return options.get(Objects.requireNonNull(option, "option must not be null"));
    }

    /**
     * A builder that starts with these values.
     *
     * @return a new builder, not thread-safe
     */
    public ProviderConfigBuilder toBuilder() {
        return new ProviderConfigBuilder(this);
    }

    /** Everything but secrets: the key shows as set or not set, of the options only the names. */
    @Override
    public String toString() {
        return "ProviderConfig[name=" + name + ", apiKey=" + (apiKey == null ? "not set" : "***") + ", baseUrl="
                + baseUrl + ", authUrl=" + authUrl + ", scope=" + scope + ", model=" + model + ", timeout="
                + Texts.seconds(timeout)
                + ", maxRetries=" + maxRetries + ", options=" + options.keySet() + "]";
    }
}
