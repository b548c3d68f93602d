package io.github.llmbeans.gigachat.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.llmbeans.ProviderConfigBuilder;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.Engines;
import io.github.llmbeans.gigachat.GigaChatProvider;
import io.github.llmbeans.gigachat.internal.LogLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and keys that are renewed while the provider runs. */
class ReloadTest {
    private static final Identity OLD_CA = Identity.root("CN=Old CA");
    private static final Identity NEW_CA = Identity.root("CN=New CA");
    private static final Identity OLD_SERVER = OLD_CA.signed("CN=api", "localhost");
    private static final Identity NEW_SERVER = NEW_CA.signed("CN=api", "localhost");

    private final MovingClock clock = new MovingClock();

    @TempDir
    private Path folder;

    @Test
    void aNewBundleIsUsedByBothClientsForNewConnections() throws IOException {
        try (TlsServer server = TlsServer.of(OLD_SERVER);
                GigaChatProvider provider = provider(server.config())) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            server.present(NEW_SERVER);
            write("ca.pem", NEW_CA.certificatePem());
            clock.move(Duration.ofSeconds(2));
            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            server.rejectNextToken();
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(server.seen("/oauth")).hasSize(2);
        }
    }

    @Test
    void aLineThatRestsIsNotUsedAgainOnceItsTrustIsWithdrawn() throws IOException {
        try (TlsServer server = TlsServer.of(OLD_SERVER);
                GigaChatProvider provider = provider(server.config())) {
            assertThat(provider.generate("Hello")).isEqualTo("Hi");

            write("ca.pem", NEW_CA.certificatePem());
            assertThat(provider.generate("Within a second")).isEqualTo("Hi");
            clock.move(Duration.ofSeconds(2));

            assertThatExceptionOfType(ProviderUnavailableException.class)
                    .isThrownBy(() -> provider.generate("Hello"))
                    .withMessageContaining("does not trust")
                    .withMessageContaining("Old CA");
        }
    }

    @Test
    void aNewClientCertificateIsShown() throws IOException {
        try (TlsServer server = TlsServer.demanding(OLD_CA, OLD_SERVER);
                GigaChatProvider provider = provider(server.keyless()
                        .option(
                                "cert-file",
                                write("client.pem", client("CN=one")).toString()))) {
            provider.generate("Hello");

            write("client.pem", client("CN=two"));
            clock.move(Duration.ofSeconds(2));
            provider.generate("Hello");

            assertThat(server.seen()).extracting(TlsServer.Seen::client).containsExactly("CN=one", "CN=two");
        }
    }

    @Test
    void aBrokenNewFileLeavesTheOldInPlaceAndWarnsOnceAndIsReadWhenItIsWhole() throws IOException {
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(OLD_SERVER);
                GigaChatProvider provider = provider(server.config())) {
            write("ca.pem", "half a certi");
            for (int i = 0; i < 3; i++) {
                clock.move(Duration.ofSeconds(2));
                assertThat(provider.generate("Hello")).isEqualTo("Hi");
            }
            assertThat(log.of(Level.WARNING))
                    .singleElement()
                    .asString()
                    .contains("keeps its certificates and keys", "gigachat.ca-bundle-file", "no certificate");

            server.present(NEW_SERVER);
            write("ca.pem", OLD_CA.certificatePem() + NEW_CA.certificatePem());
            clock.move(Duration.ofSeconds(2));
            assertThat(provider.generate("Hello")).isEqualTo("Hi");
            assertThat(log.of(Level.INFO)).anyMatch(line -> line.contains("read its certificates and keys anew"));
        }
    }

    @Test
    void anUnchangedFileKeepsTheConnections() throws IOException {
        try (LogLines log = new LogLines();
                TlsServer server = TlsServer.of(OLD_SERVER);
                GigaChatProvider provider = provider(server.config())) {
            for (int i = 0; i < 3; i++) {
                provider.generate("Hello");
                clock.move(Duration.ofSeconds(2));
            }
            if (Engines.keepsConnectionsUnderTls()) {
                server.present(NEW_SERVER);
            }

            assertThat(provider.generate("On the old connection")).isEqualTo("Hi");
            assertThat(log.of(Level.INFO)).isEmpty();
        }
    }

    private static String client(String name) {
        Identity client = OLD_CA.signed(name);
        return client.chainPem() + client.keyPem();
    }

    private GigaChatProvider provider(ProviderConfigBuilder config) throws IOException {
        String bundle = write("ca.pem", OLD_CA.certificatePem()).toString();
        return GigaChatProvider.builder(config.option("ca-bundle-file", bundle).build())
                .clock(clock)
                .build();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII);
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = Instant.now();

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
