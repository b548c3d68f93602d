package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.tck.server.FakeServer;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trust stores and key stores that the standard keys name. */
class StoreFileTest {
    private @Nullable ClassLoader loader;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"%s", "file:%s"})
    void aTrustStoreIsReadWithItsPasswordAndType(String form) throws Exception {
        Path file = trustStore("pass word ");

        KeyStore store = load(
                "gigachat/mp-rest/trustStore",
                String.format(Locale.ROOT, form, file),
                "gigachat/mp-rest/trustStorePassword",
                "pass word ",
                "gigachat/mp-rest/trustStoreType",
                "PKCS12");

        assertThat(store.getCertificate("server")).isEqualTo(FakeServer.certificate());
    }

    @Test
    void aTrustStoreMayLieOnTheClassPath() throws Exception {
        trustStore("secret");
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            loader = classes;
            for (String location : List.of("classpath:trust.p12", "classpath:/trust.p12")) {
                KeyStore store =
                        load("gigachat/mp-rest/trustStore", location, "gigachat/mp-rest/trustStorePassword", "secret");

                assertThat(store.getCertificate("server")).isEqualTo(FakeServer.certificate());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/no/such/store", "file:/no/such/store", "file:no-uri", "classpath:no/such/store", "a\u0000b"})
    void aTrustStoreThatCannotBeReadIsToldWithKeyAndPlaceButWithoutItsPassword(String place) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        load("gigachat/mp-rest/trustStore", place, "gigachat/mp-rest/trustStorePassword", "MARKER"))
                .withMessageContaining("gigachat/mp-rest/trustStore must name a trust store")
                .withMessageContaining(place)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARKER"));
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        Path file = trustStore("secret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> load(
                        "gigachat/mp-rest/trustStore",
                        file.toString(),
                        "gigachat/mp-rest/trustStorePassword",
                        "MARKER"))
                .withMessageContaining("its password and type")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARKER"));
    }

    @ParameterizedTest
    @CsvSource({
        "gigachat, trustStore, Password",
        "gigachat, trustStore, Type",
        "gigachat, keyStore, Password",
        "gigachat-oauth, trustStore, Password",
        "gigachat-oauth, keyStore, Type"
    })
    void aPasswordOrATypeWithoutItsStoreIsRefusedWithBothKeys(String client, String store, String what) {
        String key = client + "/mp-rest/" + store;
        GigaChatSettings settings = Configs.settings(Configs.good().option(key + what, "MARKER"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsFiles(settings, Clock.systemUTC(), null))
                .withMessage(key + what + " is set without " + key + ": set both or none");
    }

    private Path trustStore(String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", FakeServer.certificate());
        Path file = folder.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private KeyStore load(String... options) {
        ProviderConfigBuilder config = Configs.good();
        for (int i = 0; i < options.length; i += 2) {
            config.option(options[i], options[i + 1]);
        }
        return StoreFile.trust(Configs.settings(config), "gigachat").load(loader);
    }
}
