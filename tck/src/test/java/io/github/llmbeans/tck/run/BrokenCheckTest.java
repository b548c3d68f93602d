package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.CheckResult;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A check that breaks fails its requirement, and is told from one that has seen what should not be. */
class BrokenCheckTest {

    @Test
    void anExpectationThatIsNotMetIsNoBreak() {
        assertThat(check(Unmet.class)).returns(false, CheckResult::passed).returns(false, CheckResult::broke);
    }

    @Test
    void anyOtherExceptionIsABreak() {
        CheckResult result = check(Throwing.class);
        assertThat(result).returns(false, CheckResult::passed).returns(true, CheckResult::broke);
        assertThat(result.message())
                .contains("Expected: the check to run to its end", "Seen: IllegalStateException: no");
    }

    @Test
    void aCheckThatHangsIsABreak() {
        CheckResult result = check(Hanging.class);
        assertThat(result).returns(false, CheckResult::passed).returns(true, CheckResult::broke);
        assertThat(result.message()).contains("the check was still running after PT0.6S");
    }

    private static CheckResult check(Class<?> checks) {
        RunSettings usual = RunSettings.usual();
        RunSettings settings = new RunSettings(
                usual.requirements(), Checks.of(List.of(checks)), Map.of(), Map.of(), Set.of(), 1, 0.01, 1, 1, false);
        try (Runner runner = new Runner(new Reference(), settings)) {
            Result result =
                    runner.run(usual.requirements().find("GEN-ANSWER-EXACT").orElseThrow());
            assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
            return result.checks().get(0);
        }
    }

    private static final class Unmet {
        @Proves("GEN-ANSWER-EXACT")
        static void sees(Stage stage) {
            Expect.equal("the answer", "this", "that");
        }
    }

    private static final class Throwing {
        @Proves("GEN-ANSWER-EXACT")
        static void breaks(Stage stage) {
            throw new IllegalStateException("no");
        }
    }

    private static final class Hanging {
        @Proves("GEN-ANSWER-EXACT")
        static void hangs(Stage stage) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }
}
