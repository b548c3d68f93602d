package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.CallObserver;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.LogLines;
import io.github.llmbeans.gigachat.internal.tls.Identity;
import io.github.llmbeans.gigachat.internal.tls.TlsServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates, keys and their files in the configuration, for the default provider and for each instance its own. */
class TlsSettingsTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity SERVER = CA.signed("CN=api", "localhost");

    private final Map<String, String> keys = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void anInstanceTakesTheBundleAndTheClientCertificateOfTheDefault() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER)) {
            common(server);
            set("gigachat.cert-file", file("client.pem", client("CN=common")));
            set("gigachat.credentials", TlsServer.CREDENTIALS);

            try (GigaChatProvider sales = create("sales")) {
                assertThat(sales.generate("Hello")).isEqualTo("Hi");
            }
            assertThat(server.seen()).hasSize(2).allMatch(request -> "CN=common".equals(request.client()));
        }
    }

    @Test
    void anInstanceWithAClientCertificateOfItsOwnTakesNoKeyAndNoPasswordOfTheDefault() throws IOException {
        try (TlsServer server = TlsServer.demanding(CA, SERVER)) {
            common(server);
            set("gigachat.credentials", TlsServer.CREDENTIALS);
            set("gigachat.cert-file", file("client.pem", client("CN=common")));
            set("gigachat.key-file-password", "of-the-default");
            set("gigachat.sales.cert-file", file("sales.pem", client("CN=sales")));

            try (GigaChatProvider sales = create("sales")) {
                assertThat(sales.generate("Hello")).isEqualTo("Hi");
            }
            assertThat(server.seen()).singleElement().satisfies(request -> {
                assertThat(request.client()).isEqualTo("CN=sales");
                assertThat(request.authorization()).isNull();
            });
        }
    }

    @Test
    void anInstanceWithAKeyFileOfItsOwnTakesNeitherKeyNorCertificateOfTheDefault() throws IOException {
        try (TlsServer server = TlsServer.of(SERVER)) {
            common(server);
            set("gigachat.credentials", "b3RoZXI6a2V5");
            set("gigachat.cert-file", "/no/such/file.pem");
            set("gigachat.sales.credentials-file", file("key", TlsServer.CREDENTIALS + "\n"));

            try (GigaChatProvider sales = create("sales")) {
                assertThat(sales.generate("Hello")).isEqualTo("Hi");
            }
            assertThat(server.seen("/oauth").get(0).authorization()).isEqualTo("Basic " + TlsServer.CREDENTIALS);
        }
    }

    @Test
    void anInstanceWithAKeyOfItsOwnDoesNotShowTheKeyStoreOfTheDefault() throws IOException {
        try (TlsServer server = TlsServer.of(SERVER)) {
            common(server);
            set("gigachat/mp-rest/keyStore", "/no/such/store");
            set("gigachat-oauth/mp-rest/keyStore", "/no/such/store");
            set("gigachat.sales.credentials", TlsServer.CREDENTIALS);

            try (GigaChatProvider sales = create("sales")) {
                assertThat(sales.generate("Hello")).isEqualTo("Hi");
            }
        }
    }

    @Test
    void anInstanceWithATrustStoreOfItsOwnTakesNoPasswordForItFromTheDefault() throws IOException {
        set("gigachat.credentials", TlsServer.CREDENTIALS);
        set("gigachat/mp-rest/trustStorePassword", "of-the-default");
        set("gigachat/mp-rest/trustStoreType", "NoSuchType");
        set("gigachat-sales/mp-rest/trustStore", emptyStore());

        Throwable thrown = catchThrowable(() -> create("sales"));

        // Read without password and type, and found empty.
        assertThat(thrown).hasMessageContaining("it holds none");
    }

    @Test
    void theDevelopmentSwitchOfAnInstanceIsRefusedIfTheDefaultIsInProductionUnlessTheInstanceIsNot() {
        set("gigachat.credentials", TlsServer.CREDENTIALS);
        set("gigachat.production", "true");
        set("gigachat.sales.verify-ssl-certs", "false");
        assertThat(catchThrowable(() -> create("sales")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gigachat.sales.verify-ssl-certs (GIGACHAT_SALES_VERIFY_SSL_CERTS)")
                .hasMessageContaining("gigachat.sales.production (GIGACHAT_SALES_PRODUCTION)");

        set("gigachat.sales.production", "false");
        try (LogLines log = new LogLines();
                GigaChatProvider sales = create("sales")) {
            assertThat(sales.info().name()).isEqualTo("sales");
            assertThat(log.of(Level.WARNING)).hasSize(1);
        }
    }

    @Test
    void theRefusalFailsTheDeployment() {
        Map<String, String> wrong = Map.of(
                "gigachat.credentials", TlsServer.CREDENTIALS,
                "gigachat.production", "true",
                "gigachat.verify-ssl-certs", "false");

        assertThat(catchThrowable(
                        () -> Application.start(wrong, Beans.Asker.class).close()))
                .hasStackTraceContaining("gigachat.verify-ssl-certs (GIGACHAT_VERIFY_SSL_CERTS) must not be false");
    }

    @Test
    void aHostnameVerifierFailsTheDeployment() {
        Map<String, String> wrong =
                Map.of("gigachat.credentials", TlsServer.CREDENTIALS, "gigachat/mp-rest/hostnameVerifier", "x.Noop");

        assertThat(catchThrowable(
                        () -> Application.start(wrong, Beans.Asker.class).close()))
                .hasStackTraceContaining("gigachat/mp-rest/hostnameVerifier is not supported");
    }

    private void common(TlsServer server) throws IOException {
        set("gigachat.ca-bundle-file", file("ca.pem", CA.certificatePem()));
        set("gigachat.base-url", server.uri() + "/v1");
        set("gigachat.auth-url", server.uri() + "/oauth");
    }

    private void set(String key, String value) {
        keys.put(key, value);
    }

    private GigaChatProvider create(String name) {
        return new ConfiguredProviders(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(keys, "test", 400))
                        .build())
                .create(name, null, CallObserver.none(), null);
    }

    private static String client(String name) {
        Identity client = CA.signed(name);
        return client.chainPem() + client.keyPem();
    }

    private String emptyStore() throws IOException {
        try (java.io.OutputStream out = Files.newOutputStream(folder.resolve("store.p12"))) {
            java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.store(out, "x".toCharArray());
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
        return folder.resolve("store.p12").toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII)
                .toString();
    }
}
