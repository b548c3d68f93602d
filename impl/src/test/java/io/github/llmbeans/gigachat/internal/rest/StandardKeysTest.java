package io.github.llmbeans.gigachat.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard keys of MicroProfile Rest Client reach the client they are for. */
@Tag("engine")
class StandardKeysTest {
    private final List<List<Object>> calls = new ArrayList<>();

    @Test
    void nothingSetChangesNothing() {
        assertThat(apply("gigachat")).isEmpty();
    }

    @Test
    void timeoutsAreMilliseconds() {
        assertThat(apply("gigachat", "gigachat/mp-rest/connectTimeout", "0"))
                .containsExactly(List.of("connectTimeout", 0L, java.util.concurrent.TimeUnit.MILLISECONDS));
        assertThat(apply("gigachat", "gigachat/mp-rest/readTimeout", " 999999999 "))
                .containsExactly(List.of("readTimeout", 999_999_999L, java.util.concurrent.TimeUnit.MILLISECONDS));
    }

    @Test
    void aProxyIsHostAndPort() {
        assertThat(apply("gigachat", "gigachat/mp-rest/proxyAddress", "proxy.example:3128"))
                .containsExactly(List.of("proxyAddress", "proxy.example", 3128));
        assertThat(apply("gigachat", "gigachat/mp-rest/proxyAddress", "[::1]:65535"))
                .containsExactly(List.of("proxyAddress", "[::1]", 65_535));
        assertThat(apply("gigachat", "gigachat/mp-rest/proxyAddress", "p:1"))
                .containsExactly(List.of("proxyAddress", "p", 1));
    }

    @Test
    void eachClientHasKeysOfItsOwn() {
        assertThat(apply("gigachat-oauth", "gigachat/mp-rest/readTimeout", "1")).isEmpty();
        assertThat(apply("gigachat-oauth", "gigachat-oauth/mp-rest/readTimeout", "1"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "30s", "1000000000", "PT30S"})
    void aTimeoutThatIsNoneIsToldWithKeyBoundAndValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply("gigachat", "gigachat/mp-rest/readTimeout", value))
                .withMessage("gigachat/mp-rest/readTimeout must be a number of milliseconds between 0 and 999999999,"
                        + " was \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy.example", ":3128", "proxy.example:", "proxy.example:x", "p:123456", "p:0", "p:65536"})
    void aProxyThatIsNoneIsToldWithKeyAndValue(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply("gigachat", "gigachat/mp-rest/proxyAddress", value))
                .withMessageContaining("gigachat/mp-rest/proxyAddress must be host:port")
                .withMessageContaining("\"" + value + "\"");
    }

    @Test
    void aProxyWithANameAndAPasswordIsRefusedAndNeitherIsShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply("gigachat", "gigachat/mp-rest/proxyAddress", "ann:pa55@proxy.example:3128"))
                .withMessage("gigachat/mp-rest/proxyAddress must be host:port with a port between 1 and 65535 and"
                        + " without user information, was \"proxy.example:3128\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connectTimeout", "proxyAddress"})
    void aWrongValueIsShownOnOneLineAndShortened(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply("gigachat", "gigachat/mp-rest/" + key, "two\nlines" + "-".repeat(5_000)))
                .withMessageContaining("\"two lines--")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void aProxyOnAnotherMachineIsRefusedForPlainHttpSinceItWouldSeeTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        applyAt("http://127.0.0.1:8080/v1", "gigachat/mp-rest/proxyAddress", "proxy.example:3128"))
                .withMessageContaining("gigachat/mp-rest/proxyAddress must not lead http://127.0.0.1:8080/v1")
                .withMessageContaining("gigachat.allow-plain-http (GIGACHAT_ALLOW_PLAIN_HTTP)");
        assertThat(applyAt("http://127.0.0.1:8080/v1", "gigachat/mp-rest/proxyAddress", "localhost:3128"))
                .hasSize(1);
        assertThat(applyAt("https://api.example/v1", "gigachat/mp-rest/proxyAddress", "proxy.example:3128"))
                .hasSize(1);
        assertThat(applyAt(
                        "http://127.0.0.1:8080/v1",
                        "gigachat/mp-rest/proxyAddress",
                        "proxy.example:3128",
                        "allow-plain-http",
                        "true"))
                .hasSize(1);
    }

    private List<List<Object>> applyAt(String address, String... options) {
        return apply("gigachat", URI.create(address), options);
    }

    private List<List<Object>> apply(String configKey, String... options) {
        return apply(configKey, URI.create("https://api.example/v1"), options);
    }

    private List<List<Object>> apply(String configKey, URI address, String... options) {
        calls.clear();
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat").apiKey("aWQ6c2VjcmV0");
        for (int i = 0; i < options.length; i += 2) {
            config.option(options[i], options[i + 1]);
        }
        new StandardKeys(new GigaChatSettings(config.build(), SettingNames.withPrefix("gigachat.")), configKey, address)
                .apply(recordingBuilder());
        return calls;
    }

    private RestClientBuilder recordingBuilder() {
        return (RestClientBuilder) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RestClientBuilder.class}, (builder, method, arguments) -> {
                    List<Object> call = new ArrayList<>(List.of(method.getName()));
                    call.addAll(Arrays.asList(arguments));
                    calls.add(call);
                    return builder;
                });
    }
}
