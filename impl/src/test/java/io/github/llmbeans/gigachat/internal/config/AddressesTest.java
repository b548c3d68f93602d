package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.gigachat.internal.LogLines;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses a key may be sent to. */
class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8080/v1",
                "http://LOCALHOST/v1",
                "HTTP://localhost/v1",
                "http://127.0.0.1/v1",
                "http://127.8.9.10:1/v1",
                "http://[::1]:8080/v1"
            })
    void plainHttpMayStayOnThisMachine(String address) {
        assertThat(Configs.settings(Configs.good().baseUrl(address)).baseUrl()).hasToString(address);
        assertThat(Configs.settings(Configs.good().authUrl(address)).authUrl()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.giga.chat/v1",
                "http://localhost.example/v1",
                "http://127.0.0.1.example/v1",
                "http://10.0.0.1/v1",
                "http://0.0.0.0/v1",
                "http://128.0.0.1/v1",
                "http://[2001:db8::1]/v1",
                "HTTP://api.giga.chat/v1"
            })
    void plainHttpToAnotherMachineIsRefusedWithBothSettings(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Configs.good().baseUrl(address)))
                .withMessageStartingWith("gigachat.base-url (GIGACHAT_BASE_URL) must use https")
                .withMessageContaining("was " + address)
                .withMessageContaining("gigachat.allow-plain-http (GIGACHAT_ALLOW_PLAIN_HTTP)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.settings(Configs.good().authUrl(address)))
                .withMessageStartingWith("gigachat.auth-url (GIGACHAT_AUTH_URL) must use https");
    }

    @Test
    void plainHttpToAnotherMachineIsPossibleOnRequestAndWarnsEachTime() {
        try (LogLines log = new LogLines()) {
            GigaChatSettings settings = Configs.settings(
                    Configs.good().baseUrl("http://10.0.0.1/v1").option("allow-plain-http", "true"));

            assertThat(settings.baseUrl()).hasToString("http://10.0.0.1/v1");
            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains("gigachat.base-url", "http://10.0.0.1/v1", "unencrypted"));
        }
    }

    @Test
    void httpsNeverWarns() {
        try (LogLines log = new LogLines()) {
            Configs.settings(Configs.good().baseUrl("https://10.0.0.1/v1"));

            assertThat(log.of(Level.WARNING)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example/v1/, https://api.example/v1",
        "https://api.example/v1///, https://api.example/v1",
        "https://api.example/, https://api.example",
        "https://api.example, https://api.example"
    })
    void slashesAtTheEndDoNotMatter(String given, String taken) {
        assertThat(Configs.settings(Configs.good().baseUrl(given)).baseUrl()).hasToString(taken);
    }
}
