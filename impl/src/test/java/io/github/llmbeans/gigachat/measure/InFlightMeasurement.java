package io.github.llmbeans.gigachat.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How many calls one JVM of two cores and 512 MiB of heap holds while the model takes 5 s for each. Not among the tests,
 * since its name does not end like theirs; run it by
 *
 * <pre>mvn -pl impl -am test -Dtest=InFlightMeasurement -Dsurefire.failIfNoSpecifiedTests=false</pre>
 *
 * and read {@code impl/target/surefire-reports/*InFlightMeasurement-output.txt}. System properties, in {@code
 * -Dtest.jvm.args="..."}: {@code measure.calls}, {@code measure.connections} and {@code measure.virtual} are lists.
 */
class InFlightMeasurement {
    private static final String UPSTREAM_MILLIS = System.getProperty("measure.delay", "5000");
    private static final String LOOK_AFTER_MILLIS = System.getProperty("measure.look", "3000");

    @Test
    void callsThatAreHeld() throws Exception {
        String defaults = Runtime.version().feature() >= 21 ? "false,true" : "false";
        for (String virtual : list("measure.virtual", defaults)) {
            for (String connections : list("measure.connections", "512")) {
                for (String calls : list("measure.calls", "1000,5000,20000")) {
                    String line = measure(calls, connections, virtual);
                    System.out.println(line);
                    assertThat(line).contains("held=").doesNotContain("Exception");
                }
            }
        }
    }

    private static List<String> list(String property, String otherwise) {
        return Arrays.asList(System.getProperty(property, otherwise).split(","));
    }

    private static String measure(String calls, String connections, String virtual) throws IOException {
        Process upstream = java(List.of(), SlowUpstream.class, UPSTREAM_MILLIS);
        try (BufferedReader port = upstream.inputReader(StandardCharsets.UTF_8)) {
            Process measured = java(
                    List.of("-Xmx512m", "-XX:ActiveProcessorCount=2"),
                    HeldCalls.class,
                    port.readLine(),
                    calls,
                    connections,
                    virtual,
                    LOOK_AFTER_MILLIS);
            try (BufferedReader output = measured.inputReader(StandardCharsets.UTF_8)) {
                return String.join("\n", output.lines().toList());
            } finally {
                measured.destroy();
            }
        } finally {
            upstream.destroy();
        }
    }

    private static Process java(List<String> options, Class<?> main, String... args) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(new File("target", main.getSimpleName() + ".err.txt"))
                .start();
    }
}
