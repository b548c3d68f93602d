package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that a setting names. Reads no more than a bound, and never shows what is in it; a value that may be a secret
 * in the place of a path is not shown either.
 */
record SettingFile(Path path, String setting, String wanted, boolean holdsSecret) {
    /**
     * Looks at the value only.
     *
     * @throws IllegalArgumentException if it is no path
     */
    static SettingFile of(String text, String setting, String wanted, boolean holdsSecret) {
        try {
            return new SettingFile(Path.of(text.strip()), setting, wanted, holdsSecret);
        } catch (InvalidPathException e) {
            // The exception quotes the value, and so it is not the cause.
            throw new IllegalArgumentException(
                    setting + " must name " + wanted + "; its value is no path (it is not shown)");
        }
    }

    /**
     * All of it.
     *
     * @throws IllegalArgumentException if there is no such file, it cannot be read or is longer than the bound
     */
    byte[] read(int maxBytes) {
        if (!Files.exists(path)) {
            throw fault("there is no such file", null);
        }
        if (!Files.isRegularFile(path)) {
            throw fault(Files.isDirectory(path) ? "that is a directory" : "that is no regular file", null);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw fault("it is longer than " + maxBytes + " bytes", null);
            }
            return content;
        } catch (AccessDeniedException e) {
            throw fault("it may not be read by this process", e);
        } catch (IOException e) {
            throw fault("it cannot be read, " + e.getClass().getSimpleName(), e);
        }
    }

    IllegalArgumentException fault(String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(setting + " must name " + wanted + ", " + seen() + ": " + what, cause);
    }

    /** A key in the place of a path is neither absolute nor the name of a file. */
    private String seen() {
        return !holdsSecret || path.isAbsolute() || Files.exists(path)
                ? "was \"" + oneLine() + "\""
                : "was a relative path, which is not shown";
    }

    private String oneLine() {
        return path.toString().replaceAll("\\p{Cntrl}", " ");
    }
}
