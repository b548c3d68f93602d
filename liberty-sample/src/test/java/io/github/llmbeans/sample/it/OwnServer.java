package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Liberty of a test's own, with the application as it is shipped and configured by environment variables, as somebody
 * runs it: a process that starts here and ends with {@link #close()}.
 */
final class OwnServer implements AutoCloseable {
    private final String name;
    private final Path users = Path.of("target", "own-servers").toAbsolutePath();
    private final int port = freePort();
    private final LibertyProcess process;

    private OwnServer(String name, String logging, Map<String, String> environment) throws IOException {
        this.name = name;
        Path home = users.resolve("servers").resolve(name);
        delete(home);
        Path war = Path.of(System.getProperty("sample.war"));
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("apps"));
        Files.copy(war, home.resolve("apps").resolve(war.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of("src", "main", "liberty", "config", "server.xml"), home.resolve("server.xml"));
        Files.writeString(
                Files.createDirectories(home.resolve("configDropins").resolve("overrides"))
                        .resolve("logging.xml"),
                "<server>" + logging + "</server>",
                StandardCharsets.UTF_8);
        Map<String, String> all = new TreeMap<>(environment);
        all.put("WLP_USER_DIR", users.toString());
        all.put("HTTP_PORT", Integer.toString(port));
        // Unless a test says otherwise it ends before the second compiler pays.
        all.putIfAbsent("JVM_ARGS", "-XX:TieredStopAtLevel=1");
        process = LibertyProcess.run(name, all, logs().resolve("console.log"));
    }

    /** Starts; who needs more than the process asks {@link #root()}. */
    static OwnServer start(String name, String logging, Map<String, String> environment) {
        try {
            return new OwnServer(name, logging, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI root() {
        return URI.create("http://localhost:" + port + "/");
    }

    /** Everything it has written: its logs, its console, its incidents. */
    Path logs() {
        return users.resolve("servers").resolve(name).resolve("logs");
    }

    boolean isAlive() {
        return process.process().isAlive();
    }

    /** The process that was started; the server's JVM is that or a descendant of it. */
    ProcessHandle process() {
        return process.process().toHandle();
    }

    /** Ends it as its operator does, so that its logs are whole; by force if that fails. */
    @Override
    public void close() {
        process.close();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
