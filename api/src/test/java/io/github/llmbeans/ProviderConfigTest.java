package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.llmbeans.internal.Texts;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderConfigTest {
    private final ProviderConfigBuilder builder = ProviderConfig.builder("p");

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        ProviderConfig config = builder.build();

        assertThat(config.name()).isEqualTo("p");
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.maxRetries()).isEqualTo(3);
        assertThat(config.apiKey()).isNull();
        assertThat(config.baseUrl()).isNull();
        assertThat(config.authUrl()).isNull();
        assertThat(config.scope()).isNull();
        assertThat(config.model()).isNull();
        assertThat(config.options()).isEmpty();
        assertThat(config.option("anything")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "PT300S"})
    void aTimeoutOnItsBoundIsAccepted(Duration timeout) {
        assertThat(builder.timeout(timeout).build().timeout()).isEqualTo(timeout);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.999999999S", "PT5M0.000000001S", "PT0S", "PT-1S"})
    void aTimeoutBeyondItsBoundIsRefused(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.timeout(timeout))
                .withMessage("timeout must be between 1 s and 300 s, was " + Texts.seconds(timeout));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10})
    void maxRetriesOnTheirBoundAreAccepted(int retries) {
        assertThat(builder.maxRetries(retries).build().maxRetries()).isEqualTo(retries);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 11})
    void maxRetriesBeyondTheirBoundAreRefused(int retries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxRetries(retries))
                .withMessage("maxRetries must be between 0 and 10, was " + retries);
    }

    @Test
    void blanksAreRefusedByName() {
        refused("name must not be blank, was \"\"", () -> ProviderConfig.builder(""));
        refused("name must not be blank, was \" \"", () -> builder.name(" "));
        refused("apiKey must not be blank", () -> builder.apiKey(" "));
        refused("scope must not be blank, was \"\\u0009\"", () -> builder.scope("\t"));
        refused("model must not be blank, was \"\"", () -> builder.model(""));
        refused("option name must not be blank, was \"\"", () -> builder.option("", "x"));
        refused("baseUrl must not be blank, was \"\"", () -> builder.baseUrl(""));
        refused("authUrl must not be blank, was \"\\u000a\"", () -> builder.authUrl("\n"));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void nullsAreNamed() {
        named("name", () -> ProviderConfig.builder(null));
        named("name", () -> builder.name(null));
        named("apiKey", () -> builder.apiKey(null));
        named("baseUrl", () -> builder.baseUrl((String) null));
        named("baseUrl", () -> builder.baseUrl((URI) null));
        named("authUrl", () -> builder.authUrl((String) null));
        named("authUrl", () -> builder.authUrl((URI) null));
        named("scope", () -> builder.scope(null));
        named("model", () -> builder.model(null));
        named("timeout", () -> builder.timeout(null));
        named("option name", () -> builder.option(null, "x"));
        named("option size", () -> builder.option("size", null));
        named("option", () -> builder.build().option(null));
    }

    private static void named(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name + " must not be null");
    }

    @Test
    void whiteSpaceAroundAKeyAndAnAddressIsRemoved() {
        ProviderConfig config =
                builder.apiKey(" key\n").baseUrl(" https://host/v1 ").build();

        assertThat(config.apiKey()).isEqualTo("key");
        assertThat(config.baseUrl()).isEqualTo(URI.create("https://host/v1"));
    }

    @Test
    void aBuilderThatStartsWithAConfigurationKeepsItAll() {
        ProviderConfig config = builder.apiKey("k")
                .baseUrl("https://host/v1")
                .authUrl("https://host/oauth")
                .scope("s")
                .model("m")
                .timeout(Duration.ofSeconds(2))
                .maxRetries(1)
                .option("a", "b")
                .build();

        assertThat(config.toBuilder().build()).usingRecursiveComparison().isEqualTo(config);
        assertThat(config.toBuilder().name("q").build().name()).isEqualTo("q");
    }

    @Test
    void laterChangesOfTheBuilderChangeNothing() {
        ProviderConfig config = builder.option("a", "b").build();
        builder.option("c", "d");

        assertThat(config.options()).containsOnlyKeys("a");
        assertThatCode(() -> config.options().put("e", "f")).isInstanceOf(UnsupportedOperationException.class);
    }
}
