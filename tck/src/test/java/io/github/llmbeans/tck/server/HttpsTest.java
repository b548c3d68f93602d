package io.github.llmbeans.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class HttpsTest {

    private static String get(HttpClient client, URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static HttpClient trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("fake", FakeServer.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    @Test
    void aClientThatTrustsTheCertificateIsAnswered() throws Exception {
        try (FakeServer server = FakeServer.builder()
                .https(true)
                .handler(request -> Reply.text(200, "safe"))
                .start()) {
            assertThat(get(trusting(), server.httpsUri())).isEqualTo("safe");
            assertThat(get(
                            trusting(),
                            URI.create("https://localhost:" + server.httpsUri().getPort())))
                    .isEqualTo("safe");
        }
    }

    @Test
    void aClientThatDoesNotTrustItFailsItsHandshake() {
        try (FakeServer server = FakeServer.builder().https(true).start()) {
            HttpClient stranger = HttpClient.newHttpClient();

            assertThatThrownBy(() -> get(stranger, server.httpsUri())).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void brokenAnswersBreakOverHttpsToo() throws Exception {
        try (FakeServer server = FakeServer.builder()
                .https(true)
                .handler(request -> Reply.text(200, "abcd")
                        .fault(Fault.valueOf(request.path().substring(1))))
                .start()) {
            HttpClient client = trusting();
            for (Fault fault : Fault.values()) {
                assertThatThrownBy(() -> get(client, server.httpsUri().resolve("/" + fault)))
                        .as(fault.name())
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void aBodyInStepsIsPlayedOverHttpsAndAHangUpIsSeen() throws Exception {
        Gate gate = new Gate();
        try (FakeServer server = FakeServer.builder()
                .https(true)
                .handler(request -> Reply.of(200)
                        .body(BodySteps.start()
                                .send("one")
                                .pass(gate)
                                .send("two")
                                .silence()))
                .start()) {
            try (InputStream body = trusting()
                    .send(HttpRequest.newBuilder(server.httpsUri()).build(), BodyHandlers.ofInputStream())
                    .body()) {
                assertThat(body.readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("one");
                gate.open();
                assertThat(body.readNBytes(3)).asString(StandardCharsets.UTF_8).isEqualTo("two");
            }

            assertThat(server.requests().get(0).awaitEnding(Duration.ofSeconds(20)))
                    .isEqualTo(Ending.HUNG_UP);
        }
    }

    @Test
    void aConnectionIsUsedAgainOverHttpsAfterABodyInSteps() throws Exception {
        try (FakeServer server = FakeServer.builder()
                .https(true)
                .handler(request ->
                        Reply.of(200).body(BodySteps.start().send("a").send("b")))
                .start()) {
            HttpClient client = trusting();
            for (int i = 0; i < 20; i++) {
                assertThat(get(client, server.httpsUri())).isEqualTo("ab");
            }
            assertThat(server.hangUps()).isZero();
        }
    }

    @Test
    void aCutOrResetBodyBreaksOverHttpsToo() throws Exception {
        try (FakeServer server = FakeServer.builder()
                .https(true)
                .handler(request -> {
                    BodySteps one = BodySteps.start().send("one");
                    return Reply.of(200).body(request.path().equals("/cut") ? one.cut() : one.reset());
                })
                .start()) {
            HttpClient client = trusting();
            for (String path : new String[] {"/cut", "/reset"}) {
                assertThatThrownBy(() -> get(client, server.httpsUri().resolve(path)))
                        .as(path)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void thePemTextIsTheCertificate() throws Exception {
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(FakeServer.certificatePem().getBytes(StandardCharsets.US_ASCII)));

        assertThat(read).isEqualTo(FakeServer.certificate());
    }

    @Test
    void askingForHttpsThatIsNotThereSaysHowToGetIt() {
        try (FakeServer server = FakeServer.start(request -> Reply.of(200))) {
            assertThatThrownBy(server::httpsUri)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("https(true)");
        }
    }
}
