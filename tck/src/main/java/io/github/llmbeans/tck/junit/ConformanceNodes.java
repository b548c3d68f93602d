package io.github.llmbeans.tck.junit;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.Crew;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** A run of the kit as dynamic tests: one for each requirement, and the verdict as the last, which writes the report. */
public final class ConformanceNodes {
    private final RunSettings settings;
    private final Runner runner;
    private final Crew crew;
    private final Path dir;
    private boolean ended;

    private ConformanceNodes(ProviderUnderTest subject, RunConfiguration configuration) {
        this.settings = configuration.settings();
        this.dir = configuration.reportDir().resolve(name(subject.getClass()));
        Report nothing = Runner.nothing(settings, subject.getClass().getName());
        ReportFiles.write(dir, nothing, settings.requirements());
        Objects.requireNonNull(subject.capabilities(), "capabilities() must not be null");
        this.runner = new Runner(subject, settings);
        this.crew = runner.crew();
    }

    /**
     * Plans a run as the system properties want it; see {@link io.github.llmbeans.tck.settings.Setting}. The report of an
     * earlier run is replaced at once by one in which nothing has run, and by the real one when the stream is closed, as
     * JUnit does after the last test, or when the verdict is reached.
     *
     * @param subject the provider under test
     * @return the tests, to be executed in this order
     * @throws IllegalArgumentException if a system property is not what it must be
     */
    public static Stream<DynamicNode> of(ProviderUnderTest subject) {
        return of(subject, RunConfiguration.ofSystem());
    }

    /**
     * Plans a run.
     *
     * @param subject the provider under test
     * @param configuration how to run, and where the report goes
     * @return the tests, to be executed in this order
     */
    public static Stream<DynamicNode> of(ProviderUnderTest subject, RunConfiguration configuration) {
        ConformanceNodes run = new ConformanceNodes(subject, configuration);
        return run.nodes().stream().onClose(run::end);
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().isEmpty()
                ? type.getName().substring(type.getName().lastIndexOf('.') + 1)
                : type.getSimpleName();
    }

    private List<DynamicNode> nodes() {
        List<DynamicNode> nodes = new ArrayList<>();
        int perRound = settings.requirements().all().size();
        for (Requirement requirement : runner.plan()) {
            int round = nodes.size() / perRound + 1;
            String name = requirement.id() + (settings.rounds() == 1 ? "" : " (round " + round + ")");
            Supplier<Result> result = crew.add(requirement);
            nodes.add(DynamicTest.dynamicTest(name, () -> tell(result.get())));
        }
        nodes.add(DynamicTest.dynamicTest("verdict", this::verdict));
        return nodes;
    }

    private void tell(Result result) {
        if (!settings.only().isEmpty() && !settings.only().contains(result.id())) {
            throw new TestAbortedException(result.message());
        }
        if (result.outcome() == Outcome.NOT_RUN) {
            throw new AssertionError(result.id() + " has not run: " + result.message());
        }
        if (Verdict.counts(result, settings.baseline().keySet())) {
            throw new AssertionError(result.message());
        }
        if (result.outcome() != Outcome.PASS && result.outcome() != Outcome.REFUSED) {
            throw new TestAbortedException(result.outcome().text() + ": " + result.message());
        }
    }

    private void verdict() {
        Verdict verdict = end();
        if (!verdict.passed()) {
            throw new AssertionError(String.join("\n", verdict.objections()) + "\nReport: "
                    + dir.resolve(ReportFiles.HTML).toAbsolutePath().normalize());
        }
    }

    /** Writes the report once, and tells it in a line where people look for the results of tests. */
    private synchronized Verdict end() {
        Report report = runner.report();
        if (ended) {
            return Verdict.of(report, settings.requirements());
        }
        ended = true;
        crew.close();
        runner.close();
        Verdict verdict = ReportFiles.write(dir, report, settings.requirements());
        System.out.println(ReportFiles.line(dir, report, verdict));
        return verdict;
    }
}
