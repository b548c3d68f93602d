package io.github.llmbeans.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.tls.Identity;
import io.github.llmbeans.gigachat.internal.tls.TlsServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarkus's client takes no SSL context: it must trust, refuse and show the same all the same. */
@QuarkusTest
@QuarkusTestResource(Simulated.class)
class TlsIT {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity GOOD = CA.signed("CN=api", "localhost", "127.0.0.1");

    @TempDir
    Path folder;

    @Test
    void aPrivateCaFromTheBundleIsTrusted() throws IOException {
        try (TlsServer server = TlsServer.of(GOOD);
                GigaChatProvider provider = provider(trusting(server))) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
        }
    }

    @Test
    void aCaThatIsNotInTheBundleIsRefused() throws IOException {
        refuses(Identity.root("CN=Strangers").signed("CN=api", "localhost", "127.0.0.1"), "does not trust");
    }

    @Test
    void aCertificateForAnotherHostIsRefusedThoughItsCaIsTrusted() throws IOException {
        refuses(CA.signed("CN=api", "elsewhere.example"), "another host");
    }

    @Test
    void anExpiredCertificateIsRefused() throws IOException {
        Instant now = Instant.now();
        refuses(
                CA.signedFor(
                        now.minus(Duration.ofDays(3)),
                        now.minus(Duration.ofDays(2)),
                        "CN=api",
                        "localhost",
                        "127.0.0.1"),
                "expired");
    }

    @Test
    void aClientCertificateWithAnEncryptedKeyIsShown() throws IOException {
        Identity client = CA.signed("CN=client");
        try (TlsServer server = TlsServer.demanding(CA, GOOD);
                GigaChatProvider provider = provider(trusting(server)
                        .option("cert-file", file("cert.pem", client.chainPem()))
                        .option(
                                "key-file",
                                file("key.pem", client.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", "secret")))
                        .option("key-file-password", "secret"))) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(server.seen())
                    .allSatisfy(request -> assertThat(request.client()).isEqualTo("CN=client"));
        }
    }

    @Test
    void whoDoesNotWantToVerifyServersIsToldThatThisClientAlwaysDoes() throws IOException {
        try (TlsServer server = TlsServer.of(GOOD)) {
            assertThatThrownBy(() -> provider(trusting(server).option("verify-ssl-certs", "false"))
                            .close())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("verify-ssl-certs");
        }
    }

    private void refuses(Identity identity, String why) throws IOException {
        try (TlsServer server = TlsServer.of(identity);
                GigaChatProvider provider = provider(trusting(server))) {
            assertThatThrownBy(() -> provider.generate("Hello"))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessageContaining(why);
            assertThat(server.seen()).isEmpty();
        }
    }

    private static GigaChatProvider provider(ProviderConfigBuilder config) {
        return new GigaChatProvider(config.build());
    }

    private ProviderConfigBuilder trusting(TlsServer server) throws IOException {
        return ProviderConfig.builder("gigachat")
                .apiKey(TlsServer.CREDENTIALS)
                .baseUrl(URI.create(server.uri() + "/v1"))
                .authUrl(URI.create(server.uri() + "/oauth"))
                .maxRetries(0)
                .option("ca-bundle-file", file("ca.pem", CA.certificatePem()));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII)
                .toString();
    }
}
