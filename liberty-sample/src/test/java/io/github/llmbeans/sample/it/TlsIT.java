package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.server.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's own REST client trusts what the bundle says, for the token endpoint and for the API. */
@ExtendWith(ArquillianExtension.class)
class TlsIT {
    private static final Path BUNDLE =
            Path.of("target", "bundle-of-the-tests.pem").toAbsolutePath();

    @ArquillianResource
    URI root;

    @Deployment(testable = false)
    static WebArchive sample() {
        write(FakeServer.certificatePem());
        Map<String, String> settings = Simulators.settings("gigachat.", Simulators.HTTPS);
        settings.put("gigachat.ca-bundle-file", BUNDLE.toString());
        settings.put("gigachat.production", "true");
        return SampleWar.with("tls", settings);
    }

    private static void write(String pem) {
        try {
            Files.writeString(BUNDLE, pem, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCertificateFromTheBundleIsTrustedForAnswersAndForStreams() {
        Api api = new Api(root);

        HttpResponse<String> answer = api.ask("Over TLS");
        HttpResponse<String> stream = api.post("api/stream", ApiTest.messages("Over TLS"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Over TLS");
        assertThat(stream.body()).contains("event: finished");
        assertThat(Simulators.HTTPS.tokenRequests()).isNotEmpty();
    }
}
