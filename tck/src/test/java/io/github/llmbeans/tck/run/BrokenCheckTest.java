package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.CheckResult;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void aCheckThatWasGivenUpMeetsNobodyWhoComesAfterIt() {
        RunSettings settings = settings(0.05, GivenUp.class, Next.class);
        try (Runner runner = new Runner(new Reference(), settings)) {
            CheckResult hung = run(runner, settings, "GEN-ANSWER-EXACT");
            assertThat(hung.message()).contains("the check was still running");

            CheckResult next = run(runner, settings, "GEN-PROMPT-EXACT");
            assertThat(next.passed()).as(next.message()).isTrue();
        }
    }

    @Test
    void aHookThatFailsIsABreakOfItsCheckAndTheRunGoesOn() {
        AtomicBoolean fails = new AtomicBoolean();
        RunSettings settings = settings(1, Passing.class, AfterIt.class);
        try (Runner runner = new Runner(
                new Reference() {
                    @Override
                    public void afterEach() {
                        if (fails.getAndSet(false)) {
                            throw new IllegalStateException("nothing to clear away");
                        }
                    }
                },
                settings)) {
            fails.set(true);
            CheckResult result = run(runner, settings, "GEN-ANSWER-EXACT");
            assertThat(result).returns(false, CheckResult::passed).returns(true, CheckResult::broke);
            assertThat(result.message())
                    .contains(
                            "GEN-ANSWER-EXACT",
                            "cleared away after it",
                            "Seen: IllegalStateException: nothing to clear");

            assertThat(run(runner, settings, "GEN-PROMPT-EXACT").passed()).isTrue();
        }
    }

    @Test
    void aHookThatFailsDoesNotHideWhatItsCheckHasSeen() {
        AtomicBoolean fails = new AtomicBoolean();
        RunSettings settings = settings(1, Unmet.class);
        try (Runner runner = new Runner(
                new Reference() {
                    @Override
                    public void afterEach() {
                        if (fails.get()) {
                            throw new IllegalStateException("nothing to clear away");
                        }
                    }
                },
                settings)) {
            fails.set(true);
            assertThat(run(runner, settings, "GEN-ANSWER-EXACT"))
                    .returns(false, CheckResult::broke)
                    .satisfies(result -> assertThat(result.message()).contains("Expected: the answer"));
        }
    }

    private static CheckResult check(Class<?> checks) {
        RunSettings settings = settings(0.01, checks);
        try (Runner runner = new Runner(new Reference(), settings)) {
            CheckResult result = run(runner, settings, "GEN-ANSWER-EXACT");
            assertThat(result.passed()).isFalse();
            return result;
        }
    }

    private static RunSettings settings(double timeFactor, Class<?>... checks) {
        RunSettings usual = RunSettings.usual();
        return new RunSettings(
                usual.requirements(),
                Checks.of(List.of(checks)),
                Map.of(),
                Map.of(),
                Set.of(),
                1,
                timeFactor,
                1,
                1,
                false);
    }

    private static CheckResult run(Runner runner, RunSettings settings, String requirement) {
        Result result = runner.run(settings.requirements().find(requirement).orElseThrow());
        assertThat(result.outcome()).isEqualTo(result.checks().get(0).passed() ? Outcome.PASS : Outcome.FAIL);
        return result.checks().get(0);
    }

    private static final class Passing {
        @Proves("GEN-ANSWER-EXACT")
        static void passes(Stage stage) {}
    }

    private static final class AfterIt {
        @Proves("GEN-PROMPT-EXACT")
        static void passes(Stage stage) {}
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

    /** Does not let itself be interrupted, and goes on when the next check is at work. */
    private static final class GivenUp {
        private static final CountDownLatch NEXT = new CountDownLatch(1);
        private static final CompletableFuture<Throwable> LATE = new CompletableFuture<>();

        @Proves(value = "GEN-ANSWER-EXACT", needs = Need.HTTP)
        static void hangs(Stage stage) {
            BaseProvider made = stage.provider();
            waitForTheNext();
            catchThrowable(() -> made.generate("late"));
            LATE.complete(catchThrowable(() -> stage.provider(config -> config).generate("late")));
        }

        private static void waitForTheNext() {
            while (true) {
                try {
                    NEXT.await();
                    return;
                } catch (InterruptedException e) {
                    // As code does that knows better.
                }
            }
        }
    }

    private static final class Next {
        @Proves(value = "GEN-PROMPT-EXACT", needs = Need.HTTP)
        static void isAlone(Stage stage) {
            stage.provider();
            GivenUp.NEXT.countDown();
            Throwable late = GivenUp.LATE.join();
            Expect.that("the one that was given up to get nothing", late != null, "an answer");
            Expect.equal("the requests of this check", List.of(), stage.requests());
        }
    }
}
