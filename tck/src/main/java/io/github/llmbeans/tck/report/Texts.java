package io.github.llmbeans.tck.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Texts as reports show them. */
final class Texts {
    static final int REPLACEMENT = 0xFFFD;

    private Texts() {}

    /** Whether XML 1.0 and HTML can hold it. */
    static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xD800 && c != 0x7F
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000;
    }

    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(allowed(c) ? c : REPLACEMENT));
        return clean.toString();
    }

    /** For instance {@code 12 ms} or {@code 1.2 s}. */
    static String time(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    static String number(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    /** The last part of a class name. */
    static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    static String resource(String name) {
        try (InputStream in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the kit on the class path has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
