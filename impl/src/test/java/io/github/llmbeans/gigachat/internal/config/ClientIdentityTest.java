package io.github.llmbeans.gigachat.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.gigachat.internal.tls.Identity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client certificate and its key, read from PEM files in the forms that they have in practice. */
class ClientIdentityTest {
    private static final Identity CA = Identity.root("CN=Client CA");
    private static final Identity EC = CA.sub("CN=Client Sub CA").signed("CN=client");
    private static final Identity RSA = CA.signedWithRsaKey("CN=client");
    private static final String PASSWORD = "MARKER pass-word";

    @TempDir
    private Path folder;

    @Test
    void anEllipticKeyIsReadWithItsChain() throws Exception {
        ClientIdentity client = read(EC.chainPem(), EC.keyPem(), null);

        assertThat(client.getPrivateKey("client")).isEqualTo(EC.key());
        assertThat(client.getCertificateChain("client"))
                .containsExactlyElementsOf(EC.chain().subList(0, 2));
    }

    @Test
    void anRsaKeyIsReadToo() throws Exception {
        assertThat(read(RSA.chainPem(), RSA.keyPem(), null).getPrivateKey("client"))
                .isEqualTo(RSA.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PBEWithHmacSHA256AndAES_256",
                "PBEWithHmacSHA256AndAES_128",
                "PBEWithHmacSHA512AndAES_256",
                "PBEWithHmacSHA1AndAES_128"
            })
    void anEncryptedKeyIsReadWithItsPassword(String algorithm) throws Exception {
        for (Identity identity : new Identity[] {EC, RSA}) {
            String encrypted = identity.encryptedKeyPem(algorithm, PASSWORD);

            assertThat(read(identity.chainPem(), encrypted, PASSWORD).getPrivateKey("client"))
                    .isEqualTo(identity.key());
        }
    }

    @Test
    void keyAndCertificateMayStandInOneFile() throws Exception {
        Path file = write("both.pem", "# client\n" + EC.keyPem() + EC.chainPem());

        ClientIdentity client = read(Configs.good().option("cert-file", file.toString()));

        assertThat(client.getPrivateKey("client")).isEqualTo(EC.key());
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        refused(EC.chainPem(), EC.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", "another"), PASSWORD)
                .contains("gigachat.key-file (GIGACHAT_KEY_FILE)", "cannot be decrypted with", "key-file-password");
    }

    @Test
    void aPasswordThatThisJavaCannotUseIsToldAsSuch() throws Exception {
        refused(EC.chainPem(), EC.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", PASSWORD), "MARKER-слово")
                .contains("gigachat.key-file-password (GIGACHAT_KEY_FILE_PASSWORD) must be ASCII");
    }

    @Test
    void anEncryptedKeyWithoutItsPasswordIsToldWithTheSettingOfThePassword() throws Exception {
        refused(EC.chainPem(), EC.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", PASSWORD), null)
                .contains(
                        "its key is encrypted, and gigachat.key-file-password (GIGACHAT_KEY_FILE_PASSWORD) is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"})
    void anOldFormIsToldWithTheCommandThatConvertsIt(String label) throws Exception {
        refused(EC.chainPem(), Identity.pem(label, EC.key().getEncoded()), null)
                .contains("\"" + label + "\"", "must be PKCS#8", "openssl pkcs8 -topk8");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws Exception {
        refused(EC.chainPem(), RSA.keyPem(), null)
                .contains("its key does not belong to the first certificate of gigachat.cert-file");
        refused(EC.chainPem(), CA.signed("CN=client").keyPem(), null).contains("does not belong");
    }

    @Test
    void aFileWithoutAKeyOrWithTwoIsRefused() throws Exception {
        refused(EC.chainPem(), EC.chainPem(), null).contains("it holds no private key");
        refused(EC.chainPem(), EC.keyPem() + RSA.keyPem(), null).contains("several private keys");
    }

    @Test
    void aDamagedKeyIsRefusedAndNotShown() throws Exception {
        for (String content : new String[] {"TUFSS0VS", "MARK*ER="}) {
            refused(EC.chainPem(), "-----BEGIN PRIVATE KEY-----\n" + content + "\n-----END PRIVATE KEY-----\n", null)
                    .contains("damaged");
        }
        refused(
                        EC.chainPem(),
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nTUFSS0VS\n-----END ENCRYPTED PRIVATE KEY-----\n",
                        PASSWORD)
                .contains("gigachat.key-file");
    }

    @Test
    void aKeyWithoutACertificateIsRefusedWithBothSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.with("key-file", "/etc/key.pem"))
                .withMessageContaining("gigachat.key-file (GIGACHAT_KEY_FILE) is set without gigachat.cert-file");
    }

    @Test
    void aPasswordWithoutACertificateIsRefusedWithBothSettingsAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Configs.with("key-file-password", PASSWORD))
                .withMessageContaining("gigachat.key-file-password (GIGACHAT_KEY_FILE_PASSWORD) is set without"
                        + " gigachat.cert-file (GIGACHAT_CERT_FILE)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MARKER"));
    }

    @Test
    void aPasswordGoesWithAKeyInTheFileOfTheCertificate() throws Exception {
        Path file = write("both.pem", EC.chainPem() + EC.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", PASSWORD));

        ClientIdentity client =
                read(Configs.good().option("cert-file", file.toString()).option("key-file-password", PASSWORD));

        assertThat(client.getPrivateKey("client")).isEqualTo(EC.key());
    }

    @Test
    void aKeyInThePlaceOfAPathIsNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Configs.good()
                        .option("cert-file", write("cert.pem", EC.chainPem()).toString())
                        .option("key-file", EC.keyPem().replace("\n", " "))))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("gigachat.key-file")
                        .doesNotContain(EC.keyPem().lines().skip(1).findFirst().orElseThrow()));
    }

    @Test
    void itIsShownWhicheverIssuersTheServerNames() throws Exception {
        ClientIdentity client = read(RSA.chainPem(), RSA.keyPem(), null);

        assertThat(client.chooseClientAlias(new String[] {"EC", "RSA"}, null, null))
                .isEqualTo("client");
        assertThat(client.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
        assertThat(client.getCertificateChain("another")).isNull();
        assertThat(client.getPrivateKey("another")).isNull();
    }

    private org.assertj.core.api.AbstractStringAssert<?> refused(String certs, String key, @Nullable String password) {
        String[] told = new String[1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(certs, key, password))
                .satisfies(e -> told[0] = String.valueOf(e.getMessage()));
        return assertThat(told[0]).doesNotContain("MARK", "TUFSS0VS");
    }

    private ClientIdentity read(String certs, String key, @Nullable String password) throws Exception {
        ProviderConfigBuilder config = Configs.good()
                .option("cert-file", write("cert.pem", certs).toString())
                .option("key-file", write("key.pem", key).toString());
        return read(password == null ? config : config.option("key-file-password", password));
    }

    private static ClientIdentity read(ProviderConfigBuilder config) {
        GigaChatSettings settings = Configs.settings(config);
        assertThat(settings.tls().toString().toUpperCase(Locale.ROOT)).doesNotContain("MARKER");
        return ClientIdentity.read(settings.tls());
    }

    private Path write(String name, String text) throws java.io.IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }
}
