package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.HttpAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ProviderConfig}; each method checks its value at once. Not thread-safe. */
public final class ProviderConfigBuilder {
    private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(300);
    private static final int MAX_RETRIES = 10;

    String name;

    @Nullable
    String apiKey;

    @Nullable
    URI baseUrl;

    @Nullable
    URI authUrl;

    @Nullable
    String scope;

    @Nullable
    String model;

    Duration timeout = ProviderConfig.DEFAULT_TIMEOUT;
    int maxRetries = ProviderConfig.DEFAULT_MAX_RETRIES;
    final Map<String, String> options = new HashMap<>();

    ProviderConfigBuilder(String name) {
        this.name = name;
    }

    ProviderConfigBuilder(ProviderConfig config) {
        name = config.name();
        apiKey = config.apiKey();
        baseUrl = config.baseUrl();
        authUrl = config.authUrl();
        scope = config.scope();
        model = config.model();
        timeout = config.timeout();
        maxRetries = config.maxRetries();
        options.putAll(config.options());
    }

    /**
     * Renames the provider.
     *
     * @param value one line and not blank
     * @return this
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public ProviderConfigBuilder name(String value) {
        name = Checks.oneLine("name", value);
        return this;
    }

    /**
     * Sets the secret with which the provider proves who it is.
     *
     * @param value not blank; surrounding white space is removed
     * @return this
     * @throws IllegalArgumentException if the key is blank
     */
    public ProviderConfigBuilder apiKey(String value) {
        Objects.requireNonNull(value, "apiKey must not be null");
        if (value.isBlank()) {
            throw new IllegalArgumentException("apiKey must not be blank");
        }
        apiKey = value.strip();
        return this;
    }

    /**
     * Sets the address of the API, including its version path.
     *
     * @param value an absolute http or https address without user information, query or fragment
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public ProviderConfigBuilder baseUrl(URI value) {
        baseUrl = HttpAddresses.check("baseUrl", value);
        return this;
    }

    /**
     * Sets the address of the API, including its version path.
     *
     * @param value an absolute http or https address without user information, query or fragment
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public ProviderConfigBuilder baseUrl(String value) {
        return baseUrl(HttpAddresses.parse("baseUrl", value));
    }

    /**
     * Sets the full address of the OAuth token endpoint.
     *
     * @param value an absolute http or https address without user information, query or fragment
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public ProviderConfigBuilder authUrl(URI value) {
        authUrl = HttpAddresses.check("authUrl", value);
        return this;
    }

    /**
     * Sets the full address of the OAuth token endpoint.
     *
     * @param value an absolute http or https address without user information, query or fragment
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public ProviderConfigBuilder authUrl(String value) {
        return authUrl(HttpAddresses.parse("authUrl", value));
    }

    /**
     * Sets the OAuth scope.
     *
     * @param value not blank
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public ProviderConfigBuilder scope(String value) {
        scope = Checks.notBlank("scope", value);
        return this;
    }

    /**
     * Sets the model that answers when a request names none.
     *
     * @param value not blank
     * @return this
     * @throws IllegalArgumentException if it is blank
     */
    public ProviderConfigBuilder model(String value) {
        model = Checks.notBlank("model", value);
        return this;
    }

    /**
     * Sets the deadline of a call: token, waiting, attempts and pauses together.
     *
     * @param value 1 to 300 s; 30 s if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ProviderConfigBuilder timeout(Duration value) {
        timeout = Checks.within("timeout", value, MIN_TIMEOUT, MAX_TIMEOUT);
        return this;
    }

    /**
     * Sets how often a failed call is repeated at most.
     *
     * @param value 0 (never) to 10; 3 if never set
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ProviderConfigBuilder maxRetries(int value) {
        maxRetries = Checks.within("maxRetries", value, 0, MAX_RETRIES);
        return this;
    }

    /**
     * Sets something that only this provider knows.
     *
     * @param option its name, not blank
     * @param value its value, possibly a secret
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public ProviderConfigBuilder option(String option, String value) {
        options.put(Checks.notBlank("option name", option), Checks.notNull("option " + option, value));
        return this;
    }

    /**
     * The configuration as set so far.
     *
     * @return an immutable configuration
     */
    public ProviderConfig build() {
        return new ProviderConfig(this);
    }
}
