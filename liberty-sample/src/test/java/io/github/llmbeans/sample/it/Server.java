package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server of the tests, whichever it is. */
final class Server {
    private static final URI ROOT = URI.create("http://localhost:" + System.getProperty("it.http.port") + "/");
    private static final URI HEALTH = URI.create(System.getProperty("it.health", ROOT.toString()));

    private Server() {}

    /** Where an application answers that Arquillian has not deployed for the test's class. */
    static URI application(String name) {
        return ROOT.resolve(name + "/");
    }

    /** What it tells of its health; some servers tell it at a port of its own. */
    static HttpResponse<String> health(String path) {
        return new Api(HEALTH).get(path);
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
