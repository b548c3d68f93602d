package io.github.llmbeans.tck;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@link Tck} for builds that run it in their own JVM, as {@code exec:java} does: it throws instead of ending the JVM. */
public final class TckInBuild {
    private TckInBuild() {}

    /**
     * Runs a command.
     *
     * @param args as those of {@link Tck#main(String[])}
     * @throws Failed unless all is well
     */
    public static void main(String[] args) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = Tck.run(new PrintStream(said, true, StandardCharsets.UTF_8), args);
        String text = said.toString(StandardCharsets.UTF_8).strip();
        if (code != 0) {
            throw new Failed(text);
        }
        System.out.println(text);
    }

    /** The command has said no; the message is what it has said. */
    public static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Failed(String message) {
            super(message, null, false, false);
        }
    }
}
