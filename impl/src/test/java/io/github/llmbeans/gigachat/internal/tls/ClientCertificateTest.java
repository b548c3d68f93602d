package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that ask who is there, and get a certificate for an answer. */
@Tag("engine")
class ClientCertificateTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity SERVER = CA.signed("CN=api", "localhost");
    private static final Identity CLIENT = CA.signed("CN=client");
    private static final Identity STRANGER = Identity.root("CN=Strangers").signed("CN=client");

    @TempDir
    private Path folder;

    @Test
    void bothClientsShowTheCertificate() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER);
                GigaChatProvider provider = provider(with(server.config(), CLIENT))) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            assertThat(server.seen())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.client()).isEqualTo("CN=client"));
            assertThat(server.seen("/oauth").get(0).authorization()).isEqualTo("Basic " + TlsServer.CREDENTIALS);
        }
    }

    @Test
    void anEncryptedRsaKeyAndAChainWillDoToo() throws IOException {
        Identity client = CA.sub("CN=Sub CA").signedWithRsaKey("CN=client");
        try (TlsServer server = TlsServer.demanding(CA, SERVER);
                GigaChatProvider provider = provider(trusting(server.config())
                        .option("cert-file", file("cert.pem", client.chainPem()))
                        .option(
                                "key-file",
                                file("key.pem", client.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", "secret")))
                        .option("key-file-password", "secret"))) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
        }
    }

    @Test
    void aCertificateAloneSendsNoBearerAndAsksForNoToken() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER);
                GigaChatProvider provider = provider(with(server.keyless(), CLIENT))) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(provider.models()).hasSize(1);

            assertThat(server.seen("/oauth")).isEmpty();
            assertThat(server.seen())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.authorization()).isNull());
        }
    }

    @Test
    void aCertificateAloneIsHealthyIfTheApiAcceptsIt() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER);
                GigaChatProvider good = provider(with(server.keyless(), CLIENT))) {
            assertThat(good.healthCheck()).isTrue();
            assertThat(server.seen("/v1/models")).hasSize(1);

            server.answerApiWith(401);
            assertThat(good.healthCheck()).isFalse();
        }
    }

    @Test
    void aCertificateThatTheApiRejectsIsAskedForOnceAndToldAsSuch() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER);
                GigaChatProvider provider = provider(with(server.keyless(), CLIENT))) {
            server.answerApiWith(401);
            ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));

            assertThat(e)
                    .isExactlyInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("client certificate was not accepted")
                    .hasMessageContaining("gigachat.cert-file (GIGACHAT_CERT_FILE)");
            assertThat(server.seen()).hasSize(1);

            server.answerApiWith(200);
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void withoutACertificateTheServersDemandIsTold(String protocol) throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER, protocol);
                GigaChatProvider provider = provider(trusting(server.config()))) {
            assertThat(failure(provider)).contains("client certificate", "gigachat.cert-file (GIGACHAT_CERT_FILE)");
            assertThat(server.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateOfAnotherCaIsShownAndItsRefusalTold(String protocol) throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER, protocol);
                GigaChatProvider provider = provider(with(server.config(), STRANGER))) {
            assertThat(failure(provider)).contains("client certificate", "gigachat.cert-file (GIGACHAT_CERT_FILE)");
            assertThat(server.seen()).isEmpty();
        }
    }

    private static String failure(GigaChatProvider provider) {
        ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
        assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
        return e.getMessage();
    }

    private static GigaChatProvider provider(ProviderConfigBuilder config) {
        return new GigaChatProvider(config.build());
    }

    private ProviderConfigBuilder with(ProviderConfigBuilder config, Identity client) throws IOException {
        return trusting(config)
                .option("cert-file", file("cert.pem", client.chainPem()))
                .option("key-file", file("key.pem", client.keyPem()));
    }

    private ProviderConfigBuilder trusting(ProviderConfigBuilder config) throws IOException {
        return config.option("ca-bundle-file", file("ca.pem", CA.certificatePem()));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII)
                .toString();
    }
}
