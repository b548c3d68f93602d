package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Liberty that this JVM has started and that ends with {@link #close()}, or with this JVM should the tests be cut off. */
final class LibertyProcess implements AutoCloseable {
    private static final long STOP_SECONDS = 120;

    private final String name;
    private final Map<String, String> environment;
    private final Process process;
    private final Thread lastResort = new Thread(this::kill, "liberty-end");

    private LibertyProcess(String name, Map<String, String> environment, Path console) throws IOException {
        this.name = name;
        this.environment = environment;
        Files.createDirectories(console.getParent());
        this.process = command("run").redirectOutput(console.toFile()).start();
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts a server that has been created, and does not wait for it.
     *
     * @param console where what it prints is written
     */
    static LibertyProcess run(String name, Map<String, String> environment, Path console) {
        try {
            return new LibertyProcess(name, environment, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was started; the server's JVM is that or a descendant of it. */
    Process process() {
        return process;
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
        command.environment().putAll(environment);
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return command;
    }
}
