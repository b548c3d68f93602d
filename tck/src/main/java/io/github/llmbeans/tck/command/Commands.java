package io.github.llmbeans.tck.command;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Finds the command that is meant. */
public final class Commands {
    static final int OK = 0;
    static final int NO = 1;
    private static final int USAGE = 2;

    private Commands() {}

    /**
     * Runs a command.
     *
     * @param out where it writes
     * @param args the command and what it works on
     * @return the exit code
     */
    public static int run(PrintStream out, String... args) {
        List<String> words = Arrays.asList(args);
        String command = words.isEmpty() ? "" : words.get(0);
        int operands = words.size() - 1;
        try {
            if (command.equals("open") && operands == 1) {
                return Open.run(out, words.get(1));
            }
            if (command.equals("verify") && operands == 1) {
                return Verify.run(out, words.get(1));
            }
            if (command.equals("compare") && operands == 2) {
                return Compare.run(out, words.get(1), words.get(2));
            }
            if (command.equals("requirements") && operands == 0) {
                return ListRequirements.run(out);
            }
        } catch (UnusableFile e) {
            out.println(e.getMessage());
            return NO;
        }
        usage(out, words);
        return USAGE;
    }

    private static void usage(PrintStream out, List<String> words) {
        if (!words.isEmpty()) {
            out.println("No such command: " + String.join(" ", words));
        }
        out.println("Usage:");
        out.println("  open <dir>                     write a report into the folder in which nothing has run");
        out.println("  verify <report.json>           compute checksum and verdict of a report again");
        out.println("  compare <old.json> <new.json>  tell what has changed from one report to another");
        out.println("  requirements                   list the contract");
        out.println("Exit codes: 0 all is well, 1 it is not, 2 no such command");
    }
}
