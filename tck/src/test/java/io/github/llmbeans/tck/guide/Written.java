package io.github.llmbeans.tck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that follows from others; {@code -Dllmbeans.tck.write=true} writes it again. */
public final class Written {
    private static final boolean WRITE = Boolean.getBoolean("llmbeans.tck.write");

    private Written() {}

    /** Whether files are to be written in this build instead of being compared. */
    public static boolean again() {
        return WRITE;
    }

    public static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Writes the file, or fails if it is not what it should be. */
    public static void mustBe(Path file, String text) throws IOException {
        if (WRITE) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Files.exists(file) ? read(file) : "")
                .as(file + " is stale; write it with -Dllmbeans.tck.write=true")
                .isEqualTo(text);
    }
}
