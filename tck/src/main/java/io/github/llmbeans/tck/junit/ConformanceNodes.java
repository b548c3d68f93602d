package io.github.llmbeans.tck.junit;

import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Verdict;
import io.github.llmbeans.tck.requirements.Level;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

/** A run of the kit as dynamic tests: one for each requirement, and the verdict as the last. */
public final class ConformanceNodes {
    private ConformanceNodes() {}

    /**
     * Plans a run.
     *
     * @param subject the provider under test
     * @return the tests, to be executed in this order
     */
    public static Stream<DynamicNode> of(ProviderUnderTest subject) {
        RunSettings settings = RunSettings.usual();
        Runner runner = new Runner(subject, settings);
        Stream<DynamicNode> requirements = runner.plan().stream()
                .map(requirement ->
                        DynamicTest.dynamicTest(requirement.id(), () -> run(runner, requirement, settings)));
        return Stream.concat(
                requirements, Stream.of(DynamicTest.dynamicTest("verdict", () -> verdict(runner, settings))));
    }

    private static void run(Runner runner, Requirement requirement, RunSettings settings) {
        Result result = runner.run(requirement);
        boolean counts = result.level() == Level.MUST && !settings.baseline().containsKey(result.id());
        if (result.outcome() == Outcome.FAIL && counts || result.outcome() == Outcome.NOT_RUN) {
            throw new AssertionError(result.message());
        }
        if (result.outcome() != Outcome.PASS && result.outcome() != Outcome.REFUSED) {
            throw new TestAbortedException(result.outcome().text() + ": " + result.message());
        }
    }

    private static void verdict(Runner runner, RunSettings settings) {
        try (runner) {
            Report report = runner.report();
            Verdict verdict = Verdict.of(report, settings.requirements());
            if (!verdict.passed()) {
                throw new AssertionError(String.join("\n", verdict.objections()));
            }
        }
    }
}
