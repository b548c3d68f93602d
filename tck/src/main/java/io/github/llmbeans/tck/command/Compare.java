package io.github.llmbeans.tck.command;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportJson;
import io.github.llmbeans.tck.report.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What has changed from one report to another; how long things took does not count. */
final class Compare {
    private final Report before;
    private final Report now;
    private final List<String> worse = new ArrayList<>();
    private final List<String> other = new ArrayList<>();

    private Compare(Report before, Report now) {
        this.before = before;
        this.now = now;
    }

    static int run(PrintStream out, String before, String now) {
        Compare compare = new Compare(read(before), read(now));
        compare.capabilities();
        compare.results();
        print(out, "Worse:", compare.worse);
        print(out, "Changed:", compare.other);
        if (compare.worse.isEmpty() && compare.other.isEmpty()) {
            out.println("Nothing has changed.");
        }
        return compare.worse.isEmpty() ? Commands.OK : Commands.NO;
    }

    private static Report read(String name) {
        try {
            return ReportJson.read(UnusableFile.read(name));
        } catch (IllegalArgumentException e) {
            throw new UnusableFile(name + ": " + e.getMessage());
        }
    }

    private void capabilities() {
        for (String capability : new TreeSet<>(before.facts().capabilities())) {
            if (!now.facts().capabilities().contains(capability)) {
                worse.add(capability + " is declared no more");
            }
        }
        for (String capability : new TreeSet<>(now.facts().capabilities())) {
            if (!before.facts().capabilities().contains(capability)) {
                other.add(capability + " is declared now");
            }
        }
    }

    private void results() {
        for (Result result : now.results()) {
            Result old = before.result(result.id());
            if (old == null) {
                (rank(result.outcome()) > 2 ? worse : other)
                        .add(result.id() + " is new: " + result.outcome().text());
            } else if (old.outcome() != result.outcome()) {
                (rank(result.outcome()) > rank(old.outcome()) ? worse : other)
                        .add(result.id() + ": " + old.outcome().text() + " -> "
                                + result.outcome().text());
            }
        }
        for (Result old : before.results()) {
            if (now.result(old.id()) == null) {
                other.add(old.id() + " is gone, was " + old.outcome().text());
            }
        }
    }

    /** What the contract or the kit leave out is not the provider's doing. */
    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case PASS, NOT_TESTABLE, CHALLENGED -> 0;
            case REFUSED -> 1;
            case NOT_APPLICABLE -> 2;
            case FAIL -> 3;
            case NOT_RUN -> 4;
        };
    }

    private static void print(PrintStream out, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("- " + line));
        }
    }
}
