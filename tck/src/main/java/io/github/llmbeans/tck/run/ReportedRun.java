package io.github.llmbeans.tck.run;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.requirements.Requirement;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run with its books. They are opened before anything else happens, by a report in which nothing has run, so that a run
 * that is killed or never begins leaves no report of an earlier one behind; they are closed by the report of this run.
 * Thread-safe once everything is added.
 */
public final class ReportedRun implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReportedRun.class.getName());

    private final RunSettings settings;
    private final Path dir;
    private final Runner runner;
    private final Crew crew;
    private @Nullable Report shown;

    private ReportedRun(ProviderUnderTest subject, RunSettings settings, Path dir) {
        Objects.requireNonNull(subject.capabilities(), "capabilities() must not be null");
        this.settings = settings;
        this.dir = dir;
        this.runner = new Runner(subject, settings);
        this.crew = runner.crew();
    }

    /**
     * Opens the books.
     *
     * @param suite the author's test class; the report lies in a folder of its name
     * @param subject the provider under test, asked for once the books are open
     * @param settings how to run
     * @param reportDir where the folders of reports are
     * @return a run that has not begun
     * @throws IllegalArgumentException if the author's description cannot be used; the message names the method
     * @throws java.io.UncheckedIOException if the report cannot be written
     */
    public static ReportedRun open(
            Class<?> suite, Supplier<? extends ProviderUnderTest> subject, RunSettings settings, Path reportDir) {
        Path dir = reportDir.resolve(folder(suite));
        ReportFiles.write(dir, Runner.nothing(settings, suite.getName()), settings.requirements());
        return new ReportedRun(subject.get(), settings, dir);
    }

    private static String folder(Class<?> type) {
        return type.getSimpleName().isEmpty()
                ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
                : type.getSimpleName();
    }

    /**
     * What is to be added, in this order.
     *
     * @return every requirement, as often as the settings say
     */
    public List<Requirement> plan() {
        return runner.plan();
    }

    /**
     * Adds one more to do.
     *
     * @param requirement of the plan
     * @return waits for its result; the first one that is asked starts the work on all
     */
    public Supplier<Result> add(Requirement requirement) {
        return crew.add(requirement);
    }

    /**
     * Why the verdict is not good: that of the report if it has been written, of what has been shown so far otherwise.
     *
     * @return empty if it is good
     */
    public synchronized List<String> objections() {
        Report report = shown == null ? runner.report() : shown;
        return Verdict.of(report, settings.requirements()).objections();
    }

    /**
     * The report for people.
     *
     * @return its absolute path
     */
    public Path page() {
        return dir.resolve(ReportFiles.HTML).toAbsolutePath().normalize();
    }

    /**
     * Gives up what has not begun, writes the report and logs one line of level INFO: verdict, counts, seed and path.
     * Calling it again changes nothing.
     *
     * @throws java.io.UncheckedIOException if the report cannot be written
     */
    @Override
    public synchronized void close() {
        if (shown != null) {
            return;
        }
        Report report = runner.report(); // before the crew leaves: whose check is interrupted has not failed
        shown = report;
        crew.close();
        runner.close();
        Verdict verdict = ReportFiles.write(dir, report, settings.requirements());
        LOG.log(System.Logger.Level.INFO, ReportFiles.line(dir, report, verdict));
    }
}
