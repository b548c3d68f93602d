package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which servers get a key or a token, shown with real handshakes at both endpoints. */
@Tag("engine")
class TrustTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity STRANGERS = Identity.root("CN=Strangers Root CA");
    private static final Identity GOOD = CA.signed("CN=api", "localhost", "127.0.0.1");

    @TempDir
    private Path folder;

    /** Which of the two addresses leads to the server in question; the other one is good. */
    enum At {
        OAUTH,
        API
    }

    @Test
    void aPrivateCaFromTheBundleIsTrustedByBothClients() throws IOException {
        try (TlsServer server = TlsServer.of(GOOD);
                GigaChatProvider provider = provider(server.config(), CA)) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(server.seen("/oauth")).hasSize(1);
        }
    }

    @Test
    void aServerThatSendsItsSubCaNeedsTheRootOnly() throws IOException {
        Identity behindSub = CA.sub("CN=Corporate Sub CA").signed("CN=api", "localhost");
        try (TlsServer server = TlsServer.of(behindSub);
                GigaChatProvider provider = provider(server.config(), CA)) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPrivateCaThatIsNotInTheBundleIsRefusedAndNamed(At where) throws IOException {
        String told = refused(where, STRANGERS.signed("CN=api", "localhost"));

        assertThat(told)
                .contains("a certificate that this JVM does not trust", "CN=Strangers Root CA", "ca-bundle-file");
    }

    @ParameterizedTest
    @EnumSource
    void aSelfSignedCertificateIsRefusedAsSuch(At where) throws IOException {
        String told = refused(where, Identity.selfSigned("CN=localhost", "localhost"));

        assertThat(told).contains("does not trust", "self-signed", "CN=localhost", "ca-bundle-file");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherHostIsRefusedThoughItsCaIsTrusted(At where) throws IOException {
        String told = refused(where, CA.signed("CN=localhost", "elsewhere.example"));

        assertThat(told).contains("another host", "'localhost'", where == At.OAUTH ? "auth-url" : "base-url");
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredCertificateIsRefusedAsSuch(At where) throws IOException {
        Instant now = Instant.now();
        String told = refused(
                where,
                CA.signedFor(
                        now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2)), "CN=localhost", "localhost"));

        assertThat(told).contains("expired", "clock");
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateOfTheFutureIsRefusedAsSuch(At where) throws IOException {
        Instant now = Instant.now();
        String told = refused(
                where,
                CA.signedFor(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(3)), "CN=localhost", "localhost"));

        assertThat(told).contains("not valid yet", "clock");
    }

    @Test
    void anExpiredCertificateIsRefusedThoughItStandsInTheBundleItself() throws IOException {
        Instant now = Instant.now();
        Identity expired =
                CA.signedFor(now.minus(Duration.ofDays(3)), now.minus(Duration.ofDays(2)), "CN=localhost", "localhost");
        try (TlsServer server = TlsServer.of(expired);
                GigaChatProvider provider = provider(server.config(), expired)) {
            assertThat(failure(provider)).contains("expired");
            assertThat(server.seen()).isEmpty();
        }
    }

    @Test
    void aSelfSignedCertificateThatStandsInTheBundleIsTrustedForItsOwnHostOnly() throws IOException {
        Identity pinned = Identity.selfSigned("CN=localhost", "localhost");
        try (TlsServer server = TlsServer.of(pinned);
                GigaChatProvider provider = provider(server.config(), pinned);
                GigaChatProvider other = provider(
                        server.config()
                                .baseUrl("https://127.0.0.1:" + server.port() + "/v1")
                                .authUrl("https://127.0.0.1:" + server.port() + "/oauth"),
                        pinned)) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(failure(other)).contains("another host", "'127.0.0.1'");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutABundleAPrivateCaIsRefusedToo(At where) throws IOException {
        try (TlsServer bad = TlsServer.of(GOOD);
                TlsServer good = TlsServer.of(GOOD);
                GigaChatProvider provider = new GigaChatProvider(
                        aimed(where, bad, good).option("access-token", "unused").build())) {
            assertThat(provider.healthCheck()).isTrue();
            assertThat(failure(provider)).contains("does not trust", "Russian Trusted Root CA", "ca-bundle-file");
        }
    }

    private String refused(At where, Identity identity) throws IOException {
        try (TlsServer bad = TlsServer.of(identity);
                TlsServer good = TlsServer.of(GOOD);
                GigaChatProvider provider = provider(aimed(where, bad, good), CA)) {
            String told = failure(provider);
            assertThat(bad.seen()).as("requests with a key or a token").isEmpty();
            assertThat(told).contains((where == At.OAUTH ? bad.uri() + "/oauth" : bad.uri() + "/v1"));
            return told;
        }
    }

    private static ProviderConfigBuilder aimed(At where, TlsServer bad, TlsServer good) {
        return where == At.OAUTH
                ? good.config().authUrl(bad.uri() + "/oauth")
                : good.config().baseUrl(bad.uri() + "/v1");
    }

    private static String failure(GigaChatProvider provider) {
        ProviderException e = catchThrowableOfType(ProviderException.class, () -> provider.generate("Hello"));
        assertThat(e).isExactlyInstanceOf(ProviderUnavailableException.class);
        assertThat(e.retryable()).isFalse();
        return e.getMessage();
    }

    private GigaChatProvider provider(ProviderConfigBuilder config, Identity trusted) throws IOException {
        Path bundle = Files.writeString(folder.resolve("ca.pem"), trusted.certificatePem(), StandardCharsets.US_ASCII);
        return new GigaChatProvider(
                config.option("ca-bundle-file", bundle.toString()).build());
    }
}
