package io.github.llmbeans.tck.junit;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.ReportedRun;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** A run of the kit as dynamic tests: one for each requirement, and the verdict as the last, which writes the report. */
public final class ConformanceNodes {
    private final RunSettings settings;
    private final ReportedRun run;

    private ConformanceNodes(ProviderUnderTest subject, RunConfiguration configuration) {
        this.settings = configuration.settings();
        this.run = ReportedRun.open(subject.getClass(), () -> subject, settings, configuration.reportDir());
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
        ConformanceNodes nodes = new ConformanceNodes(subject, configuration);
        return nodes.nodes().stream().onClose(nodes.run::close);
    }

    private List<DynamicNode> nodes() {
        List<DynamicNode> nodes = new ArrayList<>();
        int perRound = settings.requirements().all().size();
        for (Requirement requirement : run.plan()) {
            int round = nodes.size() / perRound + 1;
            String name = requirement.id() + (settings.rounds() == 1 ? "" : " (round " + round + ")");
            Supplier<Result> result = run.add(requirement);
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
        run.close();
        List<String> objections = run.objections();
        if (!objections.isEmpty()) {
            throw new AssertionError(String.join("\n", objections) + "\nReport: " + run.page());
        }
    }
}
