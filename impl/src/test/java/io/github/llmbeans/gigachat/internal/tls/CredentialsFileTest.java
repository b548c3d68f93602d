package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that is renewed in its file while the provider runs, as secrets of containers are. */
class CredentialsFileTest {
    private static final Identity CA = Identity.root("CN=Corporate Root CA");
    private static final Identity SERVER = CA.signed("CN=api", "localhost");
    private static final String OLD = "b2xkOk1BUktFUi1vbGQ=";
    private static final String NEW = "bmV3Ok1BUktFUi1uZXc=";

    @TempDir
    private Path folder;

    @Test
    void aKeyThatIsRejectedIsReadAgainAndTheCallGoesOn() throws IOException {
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(SERVER);
                GigaChatProvider provider = provider(server)) {
            server.accept(OLD);
            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            server.accept(NEW);
            FileTime before = Files.getLastModifiedTime(keyFile());
            Files.writeString(keyFile(), NEW, StandardCharsets.US_ASCII);
            // Not even a file that looks the same is believed once its key is rejected.
            Files.setLastModifiedTime(keyFile(), before);
            server.rejectNextToken();

            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(server.seen("/oauth"))
                    .extracting(TlsServer.Seen::authorization)
                    .endsWith("Basic " + NEW)
                    .hasSizeBetween(2, 3);
            assertThat(String.join("\n", log.all())).doesNotContain(OLD, NEW, "MARKER");
        }
    }

    @Test
    void aChangedFileIsUsedForTheNextToken() throws IOException {
        try (TlsServer server = TlsServer.of(SERVER);
                GigaChatProvider provider = provider(server)) {
            server.accept(OLD);
            provider.generate("Hello");

            Files.writeString(keyFile(), "\n" + NEW + "\n", StandardCharsets.US_ASCII);
            server.accept(NEW);
            server.rejectNextToken();
            provider.generate("Hello");

            assertThat(server.seen("/oauth"))
                    .extracting(TlsServer.Seen::authorization)
                    .containsExactly("Basic " + OLD, "Basic " + NEW);
        }
    }

    @Test
    void aKeyThatStaysWrongIsAskedWithOnceAndToldWithTheSettingOfItsFile() throws IOException {
        try (TlsServer server = TlsServer.of(SERVER);
                GigaChatProvider provider = provider(server)) {
            server.accept(NEW);

            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> provider.generate("Hello"))
                    .withMessageContaining("gigachat.credentials-file (GIGACHAT_CREDENTIALS_FILE)")
                    .satisfies(e -> assertThat(e).hasMessageNotContainingAny(OLD, NEW, "MARKER"));
            assertThat(server.seen("/oauth")).hasSize(1);
        }
    }

    private GigaChatProvider provider(TlsServer server) throws IOException {
        Path bundle = Files.writeString(folder.resolve("ca.pem"), CA.certificatePem(), StandardCharsets.US_ASCII);
        Files.writeString(keyFile(), OLD + "\n", StandardCharsets.US_ASCII);
        return new GigaChatProvider(server.keyless()
                .option("ca-bundle-file", bundle.toString())
                .option("credentials-file", keyFile().toString())
                .build());
    }

    private Path keyFile() {
        return folder.resolve("key");
    }
}
