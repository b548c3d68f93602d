package io.github.llmbeans.tck.command;

import io.github.llmbeans.tck.Tck;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command has said and its exit code. */
record Said(int code, String text) {
    static Said by(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = args[i].toString();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = Tck.run(new PrintStream(bytes, true, StandardCharsets.UTF_8), words);
        return new Said(code, bytes.toString(StandardCharsets.UTF_8));
    }
}
