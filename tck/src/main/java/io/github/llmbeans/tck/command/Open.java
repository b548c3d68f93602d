package io.github.llmbeans.tck.command;

import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Puts a report where nothing has run, so that a run that never happens is neither green nor leaves an old report. */
final class Open {
    private Open() {}

    static int run(PrintStream out, String name) {
        Path dir = UnusableFile.path(name);
        RunSettings settings = RunSettings.usual();
        String suite = String.valueOf(dir.toAbsolutePath().normalize().getFileName());
        Report report = Runner.nothing(settings, suite);
        try {
            ReportFiles.write(dir, report, settings.requirements());
        } catch (UncheckedIOException e) {
            throw new UnusableFile(e.getMessage() + ": " + e.getCause());
        }
        out.println("Opened " + dir.resolve(ReportFiles.JSON) + ": "
                + report.results().size() + " requirements, none has run");
        return Commands.OK;
    }
}
