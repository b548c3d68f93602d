package io.github.llmbeans.sample.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.llmbeans.tck.server.RecordedRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The server of the tests, whichever it is. */
final class Server {
    private static final URI ROOT = URI.create("http://localhost:" + System.getProperty("it.http.port") + "/");
    private static final URI HEALTH = URI.create(System.getProperty("it.health", ROOT.toString()));

    /** Whether its REST client speaks over {@link java.net.HttpURLConnection}. */
    private static final boolean URL_CONNECTIONS =
            List.of("Jersey", "CXF").contains(System.getProperty("it.rest-client", ""));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Server() {}

    /** Where an application answers that Arquillian has not deployed for the test's class. */
    static URI application(String name) {
        return ROOT.resolve(name + "/");
    }

    /** What it tells of its health; some servers tell it at a port of its own. */
    static HttpResponse<String> health(String path) {
        return new Api(HEALTH).get(path);
    }

    /** A number among what a check tells of itself; Payara writes it as a text. */
    static long healthNumber(JsonObject data, String name) {
        return Boolean.getBoolean("it.health.texts")
                ? Long.parseLong(data.getString(name))
                : data.getJsonNumber(name).longValue();
    }

    /**
     * Waits until it has hung up on the model while it was waiting for it. Jersey and CXF do that on virtual threads only,
     * which means since Java 24: until then such a connection ends with its next byte, and the test says that it has seen the
     * rest.
     */
    static void awaitHangUp(RecordedRequest asked) {
        assumeTrue(
                !URL_CONNECTIONS || Runtime.version().feature() >= 24,
                "the REST client closes no connection that it is reading");
        asked.awaitHangUp(PATIENCE);
    }

    /** What it has written into its log so far. */
    static String log() {
        try {
            // One that does not write UTF-8 is read all the same.
            return new String(Files.readAllBytes(Path.of(System.getProperty("it.log"))), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
