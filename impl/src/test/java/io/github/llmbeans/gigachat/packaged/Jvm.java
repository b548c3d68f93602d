package io.github.llmbeans.gigachat.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, for what depends on how a JVM is started. */
final class Jvm {
    private static final long MINUTES = 2;

    private Jvm() {}

    /** Runs to the end and gives what was printed; fails if the JVM does. */
    static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(Arrays.asList(arguments));
        Path output = folder.resolve("output.txt");
        Process java = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(java.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            java.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(java.exitValue()).as(printed).isZero();
        return printed;
    }
}
