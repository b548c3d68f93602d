package io.github.llmbeans.gigachat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same promises against GigaChat itself; run by the profile real-gigachat with GIGACHAT_CREDENTIALS set. */
class RealServiceIT {
    private static final Map<String, String> ENV = System.getenv();

    @Test
    void aQuestionIsAnsweredWithUsageAndRequestId() {
        try (GigaChatProvider provider = new GigaChatProvider(config().build())) {
            ChatResponse response = provider.chat(ChatRequest.of("Ответь одним словом: столица России?"));

            assertThat(response.text()).containsIgnoringCase("москва");
            assertThat(response.usage()).isNotNull();
            assertThat(response.requestId()).isNotBlank();
        }
    }

    @Test
    void theProviderIsHealthy() {
        try (GigaChatProvider provider =
                new GigaChatProvider(config().option("health-check", "models").build())) {
            assertThat(provider.healthCheck()).isTrue();
        }
    }

    @Test
    void anUnknownModelIsNamed() {
        try (GigaChatProvider provider =
                new GigaChatProvider(config().model("no-such-model").build())) {
            assertThatThrownBy(() -> provider.generate("Привет"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("no-such-model");
        }
    }

    @Test
    void aWrongKeyIsExplained() {
        String wrong = Base64.getEncoder()
                .encodeToString(
                        "00000000-0000-4000-8000-000000000000:wrong".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (GigaChatProvider provider =
                new GigaChatProvider(config().apiKey(wrong).build())) {
            assertThatThrownBy(() -> provider.generate("Привет"))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("gigachat.credentials");
        }
    }

    private static ProviderConfigBuilder config() {
        ProviderConfigBuilder config = ProviderConfig.builder("gigachat");
        config.apiKey(ENV.getOrDefault("GIGACHAT_CREDENTIALS", "GIGACHAT_CREDENTIALS-is-not-set"));
        given("GIGACHAT_SCOPE", config::scope);
        given("GIGACHAT_MODEL", config::model);
        given("GIGACHAT_BASE_URL", config::baseUrl);
        given("GIGACHAT_AUTH_URL", config::authUrl);
        given("GIGACHAT_CA_BUNDLE_FILE", file -> config.option("ca-bundle-file", file));
        return config;
    }

    private static void given(String variable, java.util.function.Consumer<String> setter) {
        String value = ENV.get(variable);
        if (value != null && !value.isBlank()) {
            setter.accept(value);
        }
    }
}
