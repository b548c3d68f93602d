package io.github.llmbeans.sample.it;

import io.github.llmbeans.gigachat.benchmark.server.FastServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The stand-in for GigaChat, in a process of its own. */
final class FastModel implements AutoCloseable {
    private final Process process;
    private final String root;

    private FastModel(Process process, String root) {
        this.process = process;
        this.root = root;
    }

    static FastModel start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FastServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new FastModel(process, "http://127.0.0.1:" + out.readLine());
    }

    Map<String, String> atOnce() {
        return settings("/v1");
    }

    /** Answers after 5 s. */
    Map<String, String> slow() {
        return settings("/slow/v1");
    }

    private Map<String, String> settings(String path) {
        return Map.of("GIGACHAT_BASE_URL", root + path, "GIGACHAT_AUTH_URL", root + "/oauth");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
