package io.github.llmbeans.tck.command;

import io.github.llmbeans.tck.report.Audit;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import io.github.llmbeans.tck.settings.Challenges;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Believes nothing that a report says about itself, and computes it again. */
final class Verify {
    private Verify() {}

    static int run(PrintStream out, String name) {
        RunSettings settings = RunSettings.usual();
        Report none = Runner.nothing(settings, "verify");
        String text = UnusableFile.read(name);
        Audit audit = Audit.of(
                text,
                settings.requirements(),
                Challenges.load().reasons(),
                none.facts().kitChecksum());
        Report report = audit.report();
        if (report != null && audit.doubts().isEmpty()) {
            Verdict verdict = Verdict.of(report, settings.requirements());
            if (report.counts().get(Outcome.NOT_RUN) == report.results().size()) {
                return no(
                        out,
                        name,
                        List.of(
                                "no requirement has run: was the test class found, and is a JUnit engine on its class path?"));
            }
            if (verdict.passed()) {
                out.println(ReportFiles.line(
                        UnusableFile.path(name).toAbsolutePath().getParent(), report, verdict));
                return Commands.OK;
            }
            return no(out, name, verdict.objections());
        }
        return no(out, name, audit.doubts());
    }

    private static int no(PrintStream out, String name, List<String> reasons) {
        out.println("The report " + name + " proves no conformance:");
        reasons.forEach(reason -> out.println("- " + reason));
        Path page = UnusableFile.path(name).resolveSibling(ReportFiles.HTML);
        out.println("See " + page.toAbsolutePath().normalize());
        return Commands.NO;
    }
}
