package io.github.llmbeans.gigachat.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.gigachat.internal.OptionalApis;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without MicroProfile Health has no readiness checks, and everything else. */
class WithoutHealthTest {
    private static final String SUCCESS = "started without health";

    @TempDir
    Path folder;

    @Test
    void theProvidersAreThereWhereHealthIsNot() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("microprofile-health-api"))
                .collect(Collectors.joining(File.pathSeparator));
        Path output = folder.resolve("output.txt");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        WithoutHealthTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            java.destroyForcibly();
        }

        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains(SUCCESS);
    }

    /** What runs without it. */
    public static void main(String[] arguments) {
        if (OptionalApis.isPresent(OptionalApis.HEALTH)) {
            throw new IllegalStateException("MicroProfile Health is there");
        }
        try (Application application =
                Application.start(Map.of("gigachat.credentials", "aWQ6c2VjcmV0"), Beans.Asker.class)) {
            System.out.println(application.bean(Beans.Asker.class).llm.info().name() + " " + SUCCESS);
        }
    }
}
