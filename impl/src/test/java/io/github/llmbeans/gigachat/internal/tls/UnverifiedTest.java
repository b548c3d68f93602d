package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.LogLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switch for development: servers are not verified. */
class UnverifiedTest {
    @Test
    void anyCertificateForAnyHostIsTakenWithOneLoudWarningForEachStart() {
        Instant now = Instant.now();
        Identity worst = Identity.root("CN=Strangers")
                .signedFor(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2)), "CN=x", "elsewhere.example");
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(worst)) {
            for (int start = 1; start <= 2; start++) {
                try (GigaChatProvider provider = new GigaChatProvider(
                        server.config().option("verify-ssl-certs", "false").build())) {
                    assertThat(provider.generate("Hello")).isEqualTo("Hi");
                    assertThat(provider.generate("Hello")).isEqualTo("Hi");
                }
                assertThat(log.of(Level.WARNING))
                        .hasSize(start)
                        .allSatisfy(line -> assertThat(line)
                                .contains("!!!", "gigachat.verify-ssl-certs (GIGACHAT_VERIFY_SSL_CERTS)", "development")
                                .doesNotContain(TlsServer.CREDENTIALS));
            }
        }
    }

    @Test
    void theWarningNamesWhatIsNotLookedAtMeanwhile(@TempDir Path folder) throws Exception {
        Identity other = Identity.selfSigned("CN=another", "another");
        Path bundle = Files.writeString(folder.resolve("ca.pem"), other.chainPem());
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(Identity.selfSigned("CN=localhost", "localhost"));
                GigaChatProvider provider = new GigaChatProvider(server.config()
                        .option("verify-ssl-certs", "false")
                        .option("ca-bundle-file", bundle.toString())
                        .build())) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE)", "not looked at");
        }
    }

    @Test
    void verificationIsOnUnlessSwitchedOffAndThenNothingWarns() {
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(Identity.selfSigned("CN=localhost", "localhost"));
                GigaChatProvider provider = new GigaChatProvider(
                        server.config().option("verify-ssl-certs", "true").build())) {
            assertThat(log.of(Level.WARNING)).isEmpty();
            assertThat(provider.healthCheck()).isFalse();
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void inProductionItIsRefusedWithBothSettings() {
        try (TlsServer server = TlsServer.of(Identity.selfSigned("CN=localhost", "localhost"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new GigaChatProvider(server.config()
                            .option("production", "true")
                            .option("verify-ssl-certs", "false")
                            .build()))
                    .withMessage("gigachat.verify-ssl-certs (GIGACHAT_VERIFY_SSL_CERTS) must not be false while"
                            + " gigachat.production (GIGACHAT_PRODUCTION) is true: in production certificates are"
                            + " always verified");
        }
    }

    @Test
    void inProductionPlainHttpToOthersIsRefusedTooThoughNotOnLoopback() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GigaChatProvider(io.github.llmbeans.ProviderConfig.builder("gigachat")
                        .apiKey(TlsServer.CREDENTIALS)
                        .option("production", "true")
                        .option("allow-plain-http", "true")
                        .build()))
                .withMessageContaining("gigachat.allow-plain-http (GIGACHAT_ALLOW_PLAIN_HTTP) must not be true")
                .withMessageContaining("gigachat.production (GIGACHAT_PRODUCTION)");
        new GigaChatProvider(io.github.llmbeans.ProviderConfig.builder("gigachat")
                        .apiKey(TlsServer.CREDENTIALS)
                        .baseUrl("http://127.0.0.1:1/v1")
                        .authUrl("http://127.0.0.1:1/oauth")
                        .option("production", "true")
                        .build())
                .close();
    }
}
