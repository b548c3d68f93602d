package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.tck.server.FakeServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's own trust and what a PEM file adds to it. */
class TrustMaterialTest {
    private static final String SETTING = "gigachat.ca-bundle-file (GIGACHAT_CA_BUNDLE_FILE)";

    @TempDir
    private Path folder;

    @Test
    void theCertificateOfTheFileIsTrustedBesideThoseOfTheJvm() throws Exception {
        KeyStore store = with(file(FakeServer.certificatePem()));

        assertThat(certificates(store)).contains(FakeServer.certificate()).containsAll(trustOfTheJvm());
    }

    @Test
    void everyCertificateOfTheFileIsTaken() throws Exception {
        X509Certificate other = trustOfTheJvm().get(0);
        String pem = "# the bundle of our company\n" + FakeServer.certificatePem() + "\n# root\n" + pem(other);

        KeyStore store = with(file(pem));

        assertThat(bundled(store)).containsExactlyInAnyOrder(FakeServer.certificate(), other);
    }

    @Test
    void windowsLineEndsDoNotMatter() throws Exception {
        KeyStore store = with(file(FakeServer.certificatePem().replace("\n", "\r\n")));

        assertThat(bundled(store)).containsExactly(FakeServer.certificate());
    }

    @Test
    void theBinaryFormOfACertificateIsTakenToo() throws Exception {
        Path der =
                Files.write(folder.resolve("ca.cer"), FakeServer.certificate().getEncoded());

        assertThat(bundled(with(der))).containsExactly(FakeServer.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "not a certificate at all\n", "-----BEGIN CERTIFICATE-----\n"})
    void aFileWithoutACertificateIsRefusedWithItsSettingAndItsName(String text) throws Exception {
        Path file = file(text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(file))
                .withMessageStartingWith(SETTING + " must name a ")
                .withMessageContaining(file.toString());
    }

    @Test
    void aFileWhoseCertificateIsDamagedIsRefused() throws Exception {
        Path file = file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatIllegalArgumentException().isThrownBy(() -> with(file)).withMessageContaining("CertificateException");
    }

    @Test
    void aKeyFileIsNoCertificateAndIsNotShown() throws Exception {
        Path file = file("-----BEGIN PRIVATE KEY-----\nTUFSS0VS\n-----END PRIVATE KEY-----\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(file))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("TUFSS0VS"));
    }

    @Test
    void aFileThatIsNotThereIsRefusedWithItsSettingAndItsName() {
        Path missing = folder.resolve("missing.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(missing))
                .withMessage(SETTING + " must name a readable PEM file with certificates, was \"" + missing
                        + "\": there is no such file");
    }

    @Test
    void aFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(folder))
                .withMessageContaining("that is a directory");
    }

    private static KeyStore with(Path file) {
        return TrustMaterial.of(null, new SettingFile(file, SETTING, "a readable PEM file with certificates", false));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), text, StandardCharsets.US_ASCII);
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static List<X509Certificate> bundled(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (alias.startsWith("bundle-")) {
                found.add((X509Certificate) store.getCertificate(alias));
            }
        }
        return found;
    }

    private static List<X509Certificate> certificates(KeyStore store) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            found.add((X509Certificate) store.getCertificate(alias));
        }
        return found;
    }

    private static List<X509Certificate> trustOfTheJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
    }
}
