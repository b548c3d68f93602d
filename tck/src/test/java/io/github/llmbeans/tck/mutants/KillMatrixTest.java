package io.github.llmbeans.tck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each broken provider is caught under the id that it breaks, with a message of four parts. */
class KillMatrixTest {
    private static final RunSettings SETTINGS = RunSettings.usual().withTimeFactor(0.3);

    @TestFactory
    Stream<DynamicTest> eachMutantIsCaughtUnderItsOwnId() {
        Pattern only = Pattern.compile(System.getProperty("mutants", ""));
        return AllMutants.all().stream()
                .filter(mutant -> only.matcher(mutant.id()).lookingAt())
                .map(mutant -> DynamicTest.dynamicTest(mutant.toString(), () -> caught(mutant)));
    }

    private static void caught(Mutant mutant) {
        Requirement requirement = SETTINGS.requirements().find(mutant.id()).orElseThrow();
        try (Runner runner = new Runner(mutant.subject(), SETTINGS)) {
            Result result = runner.run(requirement);
            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.FAIL);
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
}
