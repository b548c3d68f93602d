package io.github.llmbeans.tck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.Check;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each broken provider is caught under the id that it breaks, with a message of four parts. */
class KillMatrixTest {
    private static final RunSettings SETTINGS = RunSettings.usual().withTimeFactor(0.3);

    private static final int AT_A_TIME = 12;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_A_TIME);
    private static final Runner FIRST = new Runner(new Reference(), SETTINGS);

    @AfterAll
    static void close() {
        THREADS.shutdownNow();
        FIRST.close();
    }

    @TestFactory
    List<DynamicTest> eachMutantIsCaughtUnderItsOwnId() {
        Pattern only = Pattern.compile(System.getProperty("mutants", ""));
        List<DynamicTest> tests = new ArrayList<>();
        List<Mutant> mutants = new ArrayList<>(AllMutants.all());
        // Last what must have the JVM for itself: each of them makes all others wait until they have ended.
        mutants.sort(Comparator.comparing(KillMatrixTest::alone));
        for (Mutant mutant : mutants) {
            if (only.matcher(mutant.id()).lookingAt()) {
                Requirement requirement =
                        SETTINGS.requirements().find(mutant.id()).orElseThrow();
                Future<Result> result = THREADS.submit(() -> run(mutant, requirement));
                tests.add(DynamicTest.dynamicTest(mutant.toString(), () -> caught(mutant, requirement, result.get())));
            }
        }
        return tests;
    }

    private static boolean alone(Mutant mutant) {
        return SETTINGS.checks().of(mutant.id()).stream().anyMatch(Check::alone);
    }

    private static Result run(Mutant mutant, Requirement requirement) {
        try (Runner runner = FIRST.of(mutant.subject())) {
            return runner.run(requirement);
        }
    }

    private static void caught(Mutant mutant, Requirement requirement, Result result) {
        assertThat(result.outcome()).as("%s: %s", mutant, result.message()).isEqualTo(Outcome.FAIL);
        assertThat(KillMatrix.Row.caught(result))
                .as("an expectation that is not met, and not a check that breaks: %s", result.message())
                .isTrue();
        for (String part : List.of(
                requirement.id() + " (" + requirement.level() + "): " + requirement.text(),
                "Expected: ",
                "Seen: ",
                "Check first:",
                "Last exchange:")) {
            assertThat(result.message()).contains(part);
        }
    }
}
