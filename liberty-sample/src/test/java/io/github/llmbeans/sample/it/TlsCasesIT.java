package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.internal.tls.Identity;
import io.github.llmbeans.gigachat.internal.tls.TlsServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's own REST client, with real handshakes: one provider for each server that is worth a look. */
@ExtendWith(ArquillianExtension.class)
class TlsCasesIT {
    @ArquillianResource
    URI root;

    /** Made once the test's own JVM asks; the server's never does. */
    private static final class Servers {
        static final Identity CA = Identity.root("CN=Corporate Root CA");
        static final Identity STRANGERS = Identity.root("CN=Strangers Root CA");
        static final Identity RENEWED = Identity.root("CN=Renewed Root CA");
        static final Identity GOOD = CA.signed("CN=api", "localhost");
        static final TlsServer DEMANDING = TlsServer.demanding(CA, GOOD);
        static final TlsServer WRONG_HOST = TlsServer.of(CA.signed("CN=localhost", "elsewhere.example"));
        static final TlsServer EXPIRED = TlsServer.of(CA.signedFor(
                Instant.now().minus(Duration.ofDays(3)),
                Instant.now().minus(Duration.ofDays(2)),
                "CN=localhost",
                "localhost"));
        static final TlsServer RELOADED = TlsServer.of(GOOD);
    }

    @Deployment(testable = false)
    static WebArchive sample() {
        Identity client = Servers.CA.sub("CN=Sub CA").signedWithRsaKey("CN=client");
        Map<String, String> settings = new TreeMap<>();
        settings.put("gigachat.instances", "anonymous,elsewhere,expired,reloaded");
        provider(settings, "gigachat.", Servers.DEMANDING);
        settings.put("gigachat.cert-file", file("client.pem", client.chainPem()));
        settings.put(
                "gigachat.key-file",
                file("client-key.pem", client.encryptedKeyPem("PBEWithHmacSHA256AndAES_256", "secret-of-the-key")));
        settings.put("gigachat.key-file-password", "secret-of-the-key");
        provider(settings, "gigachat.anonymous.", Servers.DEMANDING);
        provider(settings, "gigachat.elsewhere.", Servers.WRONG_HOST);
        provider(settings, "gigachat.expired.", Servers.EXPIRED);
        provider(settings, "gigachat.reloaded.", Servers.RELOADED);
        settings.put("gigachat.reloaded.ca-bundle-file", bundle(Servers.CA));
        return SampleWar.with("tls-cases", settings);
    }

    private static void provider(Map<String, String> settings, String prefix, TlsServer server) {
        settings.put(prefix + "credentials", TlsServer.CREDENTIALS);
        settings.put(prefix + "base-url", server.uri() + "/v1");
        settings.put(prefix + "auth-url", server.uri() + "/oauth");
        settings.put(prefix + "ca-bundle-file", file("ca.pem", Servers.CA.certificatePem()));
        settings.put(prefix + "max-retries", "0");
        settings.put(prefix + "timeout", "30");
    }

    @AfterAll
    static void stop() {
        Servers.DEMANDING.close();
        Servers.WRONG_HOST.close();
        Servers.EXPIRED.close();
        Servers.RELOADED.close();
    }

    @Test
    void aClientCertificateWithAnEncryptedKeyIsShownToBothEndpoints() {
        assertThat(answer(opinion("gigachat"))).isEqualTo("Hi");

        assertThat(Servers.DEMANDING.seen())
                .as("requests that came through")
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.client()).isEqualTo("CN=client"));
        assertThat(Servers.DEMANDING.seen("/oauth")).isNotEmpty();
    }

    @Test
    void withoutACertificateTheCallerIsToldWhatTheServerDemands() {
        assertThat(failure("anonymous")).contains("client certificate", "gigachat.anonymous.cert-file");
    }

    @Test
    void aCertificateForAnotherHostIsRefusedThoughItsCaIsTrusted() {
        assertThat(failure("elsewhere")).contains("another host", "'localhost'");
        assertThat(Servers.WRONG_HOST.seen()).as("requests with a key").isEmpty();
    }

    @Test
    void anExpiredCertificateIsRefusedAsSuch() {
        assertThat(failure("expired")).contains("expired");
        assertThat(Servers.EXPIRED.seen()).as("requests with a key").isEmpty();
    }

    /** Trust that is withdrawn ends even on connections that rest; new trust needs no restart. */
    @Test
    void aBundleThatChangesIsReadWhileTheServerRuns() {
        assertThat(answer(opinion("reloaded"))).isEqualTo("Hi");

        bundle(Servers.STRANGERS);
        Patience.until(() -> opinion("reloaded").containsKey("problem"));
        assertThat(failure("reloaded")).contains("does not trust", "CN=Corporate Root CA");

        Servers.RELOADED.present(Servers.RENEWED.signed("CN=api", "localhost"));
        bundle(Servers.RENEWED);
        Patience.until(() -> opinion("reloaded").containsKey("answer"));
    }

    private JsonObject opinion(String provider) {
        return Api.read(new Api(root)
                        .post("api/opinions", "{\"prompt\":\"Hello\"}")
                        .body())
                .asJsonArray()
                .getValuesAs(JsonObject.class)
                .stream()
                .collect(Collectors.toMap(one -> one.getString("provider"), Function.identity()))
                .get(provider);
    }

    private static String answer(JsonObject opinion) {
        assertThat(opinion).as("%s", opinion).containsKey("answer");
        return opinion.getJsonObject("answer").getString("text");
    }

    private String failure(String provider) {
        JsonObject problem = opinion(provider).getJsonObject("problem");
        assertThat(problem).as("the problem of %s", provider).isNotNull();
        assertThat(problem.getString("type")).endsWith(":provider-unavailable");
        return problem.getString("detail");
    }

    private static String bundle(Identity ca) {
        return file("ca-that-changes.pem", ca.certificatePem());
    }

    private static String file(String name, String text) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "tls-cases").toAbsolutePath());
            return Files.writeString(folder.resolve(name), text, StandardCharsets.US_ASCII)
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
