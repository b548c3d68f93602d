package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds when little is set, and what is refused. */
class GigaChatSettingsTest {
    private static final String CREDENTIALS = "gigachat.credentials (GIGACHAT_CREDENTIALS)";
    private static final String ACCESS_TOKEN = "gigachat.access-token (GIGACHAT_ACCESS_TOKEN)";

    @Test
    void aKeyAloneIsEnough() {
        GigaChatSettings settings = Configs.settings(Configs.good());

        assertThat(settings.credentials()).isEqualTo(Configs.KEY);
        assertThat(settings.accessToken()).isNull();
        assertThat(settings.scope()).isEqualTo("GIGACHAT_API_PERS");
        assertThat(settings.model()).isEqualTo("GigaChat-2-Pro");
        assertThat(settings.baseUrl()).hasToString("https://api.giga.chat/v1");
        assertThat(settings.authUrl()).hasToString("https://ngw.devices.sberbank.ru:9443/api/v2/oauth");
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.maxRetries()).isEqualTo(3);
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.healthCheckTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.healthCheckInterval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.healthCheckAsksModels()).isFalse();
        assertThat(settings.tokenExpiryBuffer()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.retryBaseDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.maxConnections()).isEqualTo(256);
        assertThat(settings.maxResponseBytes()).isEqualTo(16 * 1024 * 1024);
        assertThat(settings.profanityCheck()).isNull();
        assertThat(settings.headers()).isEmpty();
        assertThat(settings.tls().caBundle()).isNull();
        assertThat(settings.tls().certFile()).isNull();
        assertThat(settings.verifiesServers()).isTrue();
    }

    @Test
    void aReadyTokenIsEnoughToo() {
        GigaChatSettings settings =
                Configs.settings(ProviderConfig.builder("gigachat").option("access-token", "ready"));

        assertThat(settings.accessToken()).isEqualTo("ready");
        assertThat(settings.credentials()).isNull();
    }

    @Test
    void aReadyTokenIsTakenWithoutTheLineEndOfTheFileItCameFrom() {
        assertThat(Configs.with("access-token", " ready\n").accessToken()).isEqualTo("ready");
    }

    @Test
    void withoutKeyAndTokenTheKeyIsAskedForInOneSentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(ProviderConfig.builder("gigachat")))
                .withMessageStartingWith(CREDENTIALS + " is not set: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankTokenIsNone(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Configs.settings(ProviderConfig.builder("gigachat").option("access-token", blank)))
                .withMessageStartingWith(CREDENTIALS + " is not set");
        assertThat(Configs.with("access-token", blank).accessToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "line\nfeed", "tab\tkey", "ключ", "n\u0000ll", "soft\u00ADhyphen", "del\u007F"})
    void aKeyOrTokenWithACharacterThatCannotTravelIsRefusedAndNotShown(String secret) {
        refusesTheSecret(ProviderConfig.builder("gigachat").apiKey(secret), CREDENTIALS, secret);
        refusesTheSecret(ProviderConfig.builder("gigachat").option("access-token", secret), ACCESS_TOKEN, secret);
    }

    @Test
    void anUnknownOptionIsRefusedByNameWithoutItsValueAndTheKnownOnesAreListed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(
                        Configs.good().option("conect-timeout", "MARKER").option("a-b", "MARKER")))
                .withMessageContaining("[a-b, conect-timeout]")
                .withMessageContaining("'gigachat'")
                .withMessageContaining("connect-timeout")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARKER"));
    }

    @Test
    void everyKnownOptionIsKnownToTheReadersOfConfiguration() {
        for (String option : Setting.OPTIONS) {
            assertThat(Setting.FIELDS).doesNotContain(option);
        }
        assertThat(Setting.known()).containsAll(Setting.OPTIONS).hasSize(Setting.OPTIONS.size() + 20);
    }

    @Test
    void theBundleIsAFile() {
        SettingFile bundle =
                Configs.with("ca-bundle-file", "/etc/ssl/ca.pem").tls().caBundle();

        assertThat(bundle).isNotNull();
        assertThat(bundle.path()).isEqualTo(Path.of("/etc/ssl/ca.pem"));
    }

    @Test
    void aBundleThatCanBeNoPathIsRefusedWithItsSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.with("ca-bundle-file", "a\u0000b"))
                .withMessageContaining("gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE)");
    }

    private static void refusesTheSecret(ProviderConfigBuilder config, String setting, String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(config))
                .withMessageStartingWith(setting + " must be printable ASCII without spaces")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }
}
