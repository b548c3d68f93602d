package io.github.llmbeans.gigachat.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own that answers lines with lines; what it says on its standard error goes to ours. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final PrintWriter in;

    /** Starts it with our class path. */
    Child(List<String> jvmArgs, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(args));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
    }

    /** The next line that it says. */
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process has ended before it has answered");
        }
        return line;
    }

    /** Says something and waits for figures. */
    Figures ask(String command) throws IOException {
        in.println(command);
        return figures();
    }

    /** The next figures that it says. */
    Figures figures() throws IOException {
        String line = line();
        while (!line.startsWith("figures ")) {
            line = line();
        }
        return Figures.parse(line);
    }

    /** Its standard input ends, and so does it. */
    @Override
    public void close() {
        in.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
