package io.github.llmbeans.tck.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A file that a command cannot work on; the message is for people. */
final class UnusableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableFile(String message) {
        super(message, null, false, false);
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UnusableFile("Not a path: " + name);
        }
    }

    static String read(String name) {
        Path file = path(name);
        if (!Files.isRegularFile(file)) {
            throw new UnusableFile("There is no report " + name + ": has the kit run?");
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.isBlank()) {
                throw new UnusableFile("The report " + name + " is empty: was the run cut off?");
            }
            return text;
        } catch (IOException e) {
            throw new UnusableFile("Cannot read " + name + ": " + e);
        }
    }
}
