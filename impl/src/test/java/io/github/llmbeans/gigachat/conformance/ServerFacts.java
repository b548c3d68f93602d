package io.github.llmbeans.gigachat.conformance;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** What the application that runs these tests stands on, kept for the table of servers in the README. */
public final class ServerFacts {
    private ServerFacts() {}

    /**
     * Writes the file that the build names in {@code it.facts}.
     *
     * @param engine who is behind the REST client
     */
    public static void write(String engine) throws IOException {
        Properties facts = new Properties();
        facts.setProperty("server", System.getProperty("it.server"));
        facts.setProperty("server.version", System.getProperty("it.server.version"));
        facts.setProperty("remarks", System.getProperty("it.remarks", ""));
        facts.setProperty("java", System.getProperty("java.version"));
        facts.setProperty("rest-client.engine", engine);
        facts.setProperty("rest-client.version", api());
        Path file = Path.of(System.getProperty("it.facts"));
        Files.createDirectories(file.getParent());
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            facts.store(out, null);
        }
    }

    /** No API tells its version; 4.0 came with {@code header}. */
    private static String api() {
        boolean four = Arrays.stream(RestClientBuilder.class.getMethods())
                .anyMatch(method -> method.getName().equals("header"));
        return four ? "4.0" : "3.0";
    }
}
