package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust stores and key stores by the standard keys of MicroProfile Rest Client, for each client its own. */
class StoresTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity OTHER_CA = Identity.root("CN=Other Root CA");
    private static final Identity SERVER = CA.signed("CN=api", "localhost");
    private static final Identity OTHER_SERVER = OTHER_CA.signed("CN=api", "localhost");
    private static final Identity CLIENT = CA.signed("CN=client");
    private static final String PASSWORD = "MARKER-of-the-store";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void eachClientHasATrustStoreAndAKeyStoreOfItsOwn(String type) throws Exception {
        try (TlsServer oauth = TlsServer.demanding(CA, OTHER_SERVER);
                TlsServer api = TlsServer.demanding(OTHER_CA, SERVER)) {
            ProviderConfigBuilder config = api.config().authUrl(oauth.uri() + "/oauth");
            store(config, "gigachat/mp-rest/trustStore", type, CA, false);
            store(config, "gigachat/mp-rest/keyStore", type, OTHER_CA.signed("CN=to-the-api"), true);
            store(config, "gigachat-oauth/mp-rest/trustStore", type, OTHER_CA, false);
            store(config, "gigachat-oauth/mp-rest/keyStore", type, CA.signed("CN=to-oauth"), true);
            try (GigaChatProvider provider = new GigaChatProvider(config.build())) {
                assertThat(provider.generate("Hello")).isEqualTo("Hi");

                assertThat(oauth.seen()).extracting(TlsServer.Seen::client).containsExactly("CN=to-oauth");
                assertThat(api.seen()).extracting(TlsServer.Seen::client).containsExactly("CN=to-the-api");
            }
        }
    }

    @Test
    void aTrustStoreTakesThePlaceOfTheJvmsTrustAndTheBundleIsAddedToIt() throws Exception {
        try (TlsServer oauth = TlsServer.of(OTHER_SERVER);
                TlsServer api = TlsServer.of(SERVER)) {
            ProviderConfigBuilder config = api.config().authUrl(oauth.uri() + "/oauth");
            store(config, "gigachat/mp-rest/trustStore", "PKCS12", CA, false);
            store(config, "gigachat-oauth/mp-rest/trustStore", "PKCS12", CA, false);
            try (GigaChatProvider untrusting = new GigaChatProvider(config.build())) {
                assertThat(untrusting.healthCheck()).isFalse();
            }
            Path bundle =
                    Files.writeString(folder.resolve("ca.pem"), OTHER_CA.certificatePem(), StandardCharsets.US_ASCII);
            config.option("ca-bundle-file", bundle.toString());
            try (GigaChatProvider provider = new GigaChatProvider(config.build())) {
                assertThat(provider.generate("Hello")).isEqualTo("Hi");
            }
        }
    }

    @Test
    void aKeyStoreOfTheApiAloneIsProofEnoughAsACertificateFileIs() throws Exception {
        try (TlsServer api = TlsServer.demanding(CA, SERVER)) {
            ProviderConfigBuilder config = api.keyless();
            store(config, "gigachat/mp-rest/trustStore", "PKCS12", CA, false);
            store(config, "gigachat/mp-rest/keyStore", "PKCS12", CLIENT, true);
            try (GigaChatProvider provider = new GigaChatProvider(config.build())) {
                assertThat(provider.healthCheck()).isTrue();
                assertThat(api.seen()).singleElement().satisfies(request -> {
                    assertThat(request.path()).isEqualTo("/v1/models");
                    assertThat(request.authorization()).isNull();
                    assertThat(request.client()).isEqualTo("CN=client");
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gigachat", "gigachat-oauth"})
    void aHostnameVerifierIsRefusedSinceItCouldSwitchVerificationOff(String configKey) {
        refused(TlsServer.class.getName(), configKey + "/mp-rest/hostnameVerifier")
                .contains(configKey + "/mp-rest/hostnameVerifier is not supported", "host name");
    }

    @Test
    void aKeyStoreWithoutAKeyOrWithAnotherPasswordIsRefused() throws Exception {
        Path file = folder.resolve("gigachat-mp-rest-keyStore");
        ProviderConfigBuilder config =
                io.github.llmbeans.ProviderConfig.builder("x").apiKey("aWQ6c2VjcmV0");
        store(config, "gigachat/mp-rest/keyStore", "PKCS12", CA, false);
        told(config).contains("gigachat/mp-rest/keyStore must name a key store with a private key", file.toString());

        config.option("gigachat/mp-rest/keyStorePassword", "MARKER-another");
        told(config).contains("gigachat/mp-rest/keyStore must name a key store that can be read");
    }

    @Test
    void anEmptyTrustStoreIsRefused() throws Exception {
        ProviderConfigBuilder config =
                io.github.llmbeans.ProviderConfig.builder("x").apiKey("aWQ6c2VjcmV0");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        save(config, "gigachat/mp-rest/trustStore", "PKCS12", empty);
        told(config).contains("gigachat/mp-rest/trustStore must name a trust store with certificates", "it holds none");
    }

    @Test
    void aCertificateFileAndAKeyStoreTogetherAreRefused() throws Exception {
        Path pem = Files.writeString(
                folder.resolve("c.pem"), CLIENT.chainPem() + CLIENT.keyPem(), StandardCharsets.US_ASCII);
        ProviderConfigBuilder config =
                io.github.llmbeans.ProviderConfig.builder("x").option("cert-file", pem.toString());
        store(config, "gigachat/mp-rest/keyStore", "PKCS12", CLIENT, true);
        told(config).contains("gigachat.cert-file (GIGACHAT_CERT_FILE) and gigachat/mp-rest/keyStore are both set");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(String value, String key) {
        return told(io.github.llmbeans.ProviderConfig.builder("x")
                .apiKey("aWQ6c2VjcmV0")
                .option(key, value));
    }

    private static org.assertj.core.api.AbstractStringAssert<?> told(ProviderConfigBuilder config) {
        String[] told = new String[1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GigaChatProvider(config.build()).close())
                .satisfies(e -> told[0] = String.valueOf(e.getMessage()));
        return assertThat(told[0]).doesNotContain("MARKER");
    }

    private void store(ProviderConfigBuilder config, String key, String type, Identity identity, boolean withKey)
            throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (withKey) {
            store.setKeyEntry(
                    "own",
                    identity.key(),
                    PASSWORD.toCharArray(),
                    identity.chain().toArray(new X509Certificate[0]));
        } else {
            store.setCertificateEntry("ca", identity.certificate());
        }
        save(config, key, type, store);
    }

    private void save(ProviderConfigBuilder config, String key, String type, KeyStore store) throws Exception {
        Path file = folder.resolve(key.replace('/', '-'));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        config.option(key, file.toString()).option(key + "Password", PASSWORD).option(key + "Type", type);
    }
}
