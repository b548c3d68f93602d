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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Liberty of a test's own, with the application as it is shipped and configured by environment variables, as somebody
 * runs it: a process that starts here and ends with {@link #close()}.
 */
final class OwnServer implements AutoCloseable {
    private static final long STOP_SECONDS = 120;

    private final String name;
    private final Path users = Path.of("target", "own-servers").toAbsolutePath();
    private final int port = freePort();
    private final Process process;
    private final Thread lastResort = new Thread(this::kill, "own-server-end");

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
        ProcessBuilder run = command("run");
        run.environment().putAll(environment);
        run.environment().put("HTTP_PORT", Integer.toString(port));
        // Unless a test says otherwise it ends before the second compiler pays.
        run.environment().putIfAbsent("JVM_ARGS", "-XX:TieredStopAtLevel=1");
        process = run.redirectOutput(logs().resolve("console.log").toFile()).start();
        // Should the tests be cut off.
        Runtime.getRuntime().addShutdownHook(lastResort);
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
        return process.isAlive();
    }

    /** The process that was started; the server's JVM is that or a descendant of it. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it as its operator does, so that its logs are whole; by force if that fails. */
    @Override
    public void close() {
        try {
            Process stop = command("stop")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            stop.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            kill();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private ProcessBuilder command(String verb) {
        boolean windows = Path.of("/").getFileSystem().getSeparator().equals("\\");
        Path script = Path.of(System.getProperty("wlp.home"), "bin", windows ? "server.bat" : "server");
        ProcessBuilder command = new ProcessBuilder(script.toString(), verb, name).redirectErrorStream(true);
        command.environment().put("WLP_USER_DIR", users.toString());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command;
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
