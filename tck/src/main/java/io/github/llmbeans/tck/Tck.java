package io.github.llmbeans.tck;

import io.github.llmbeans.tck.command.Commands;
import java.io.PrintStream;

/**
 * The command of the kit. {@code open <dir>} writes a report in which nothing has run, {@code verify <report.json>} computes
 * a report's verdict again, {@code compare <old.json> <new.json>} tells what has changed, {@code requirements} lists the
 * contract. Inside a build that must not be ended, use {@link TckInBuild}.
 */
public final class Tck {
    private Tck() {}

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param args the command and what it works on
     */
    public static void main(String[] args) {
        int code = run(System.out, args);
        System.out.flush();
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param out where it writes
     * @param args the command and what it works on
     * @return 0 if all is well, 1 if not, 2 if there is no such command
     */
    public static int run(PrintStream out, String... args) {
        return Commands.run(out, args);
    }
}
