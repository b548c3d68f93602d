package io.github.llmbeans.tck.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.Need;
import io.github.llmbeans.tck.ProviderUnderTest;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.ReportJson;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.settings.RunConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceNodesTest {
    private static final String ID = "GEN-EMPTY-ANSWER";

    @TempDir
    Path dir;

    @Test
    void eachRequirementIsATestAndTheVerdictIsTheLast() {
        try (Stream<DynamicNode> nodes = ConformanceNodes.of(new Reference(), run(1))) {
            List<String> names = nodes.map(DynamicNode::getDisplayName).toList();
            assertThat(names).contains(ID).endsWith("verdict").doesNotHaveDuplicates();
        }
    }

    @Test
    void aFailingVerdictLeavesEveryReportAndSaysWhere() {
        assertThatThrownBy(() -> execute(new Reference(), run(1), "verdict"))
                .hasMessageContaining("GEN-ANSWER-EXACT has not run")
                .hasMessageContaining(folder().resolve(ReportFiles.HTML).toString());
        assertThat(folder()).isDirectoryContaining("glob:**tck-report.json");
        assertThat(folder()).isDirectoryContaining("glob:**tck-report.html");
        assertThat(folder()).isDirectoryContaining("glob:**TEST-llmbeans-tck.xml");
    }

    @Test
    void aRunThatIsStoppedEarlyReportsWhatItHasShown() {
        execute(new Reference(), run(1), ID);

        assertThat(report().result(ID).outcome()).isEqualTo(Outcome.PASS);
        assertThat(report().counts().get(Outcome.NOT_RUN))
                .isEqualTo(report().results().size() - 1);
    }

    @Test
    void anOldReportIsGoneAsSoonAsARunBegins() {
        execute(new Reference(), run(1), ID);
        try (Stream<DynamicNode> nodes = ConformanceNodes.of(new Reference(), run(1))) {
            assertThat(nodes).isNotNull();
            assertThat(report().result(ID).outcome()).isEqualTo(Outcome.NOT_RUN);
        }
    }

    @Test
    void anOldReportIsGoneEvenIfTheDescriptionIsWrong() {
        execute(new Reference(), run(1), ID);
        ProviderUnderTest wrong = new Wrong();

        assertThatThrownBy(() -> ConformanceNodes.of(wrong, new RunConfiguration(settings(1), dir.resolve("wrong"))))
                .hasMessageContaining("cannot() must give a reason for HTTP");
        assertThat(report(dir.resolve("wrong/Wrong")).counts().get(Outcome.PASS))
                .isZero();
    }

    @Test
    void whatFailsInOneRoundHasFailed() {
        AtomicInteger made = new AtomicInteger();
        Reference flaky = new FailsOnce(made);
        List<String> outcomes = new ArrayList<>();
        try (Stream<DynamicNode> nodes = ConformanceNodes.of(flaky, run(3))) {
            for (DynamicNode node : nodes.toList()) {
                if (node.getDisplayName().startsWith(ID + " ")) {
                    outcomes.add(node.getDisplayName() + (passes((DynamicTest) node) ? " passes" : " fails"));
                }
            }
        }
        assertThat(outcomes)
                .containsExactly(ID + " (round 1) fails", ID + " (round 2) passes", ID + " (round 3) passes");
        assertThat(report(dir.resolve("FailsOnce")).result(ID).outcome()).isEqualTo(Outcome.FAIL);
    }

    private static boolean passes(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return true;
        } catch (Throwable e) {
            return false;
        }
    }

    private static void execute(ProviderUnderTest subject, RunConfiguration run, String name) {
        try (Stream<DynamicNode> nodes = ConformanceNodes.of(subject, run)) {
            for (DynamicNode node : nodes.toList()) {
                if (node.getDisplayName().equals(name)) {
                    ((DynamicTest) node).getExecutable().execute();
                }
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private RunConfiguration run(int rounds) {
        return new RunConfiguration(settings(rounds), dir);
    }

    private static RunSettings settings(int rounds) {
        RunSettings usual = RunSettings.usual();
        return new RunSettings(
                usual.requirements(),
                usual.checks(),
                Map.of(),
                Map.of(),
                Set.of(ID),
                usual.seed(),
                1,
                rounds,
                1,
                false);
    }

    private Path folder() {
        return dir.resolve("Reference");
    }

    private Report report() {
        return report(folder());
    }

    private static Report report(Path folder) {
        try {
            return ReportJson.read(Files.readString(folder.resolve(ReportFiles.JSON)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Wrong extends Reference {
        @Override
        public Map<Need, String> cannot() {
            return Map.of(Need.HTTP, " ");
        }
    }

    /** The first provider is for the facts, the second for the first round. */
    private static final class FailsOnce extends Reference {
        private final AtomicInteger made;

        private FailsOnce(AtomicInteger made) {
            this.made = made;
        }

        @Override
        public BaseProvider create(ProviderConfig config, Clock clock) {
            // The first looks at the class, the second tries the dialect, the third is that of the first check.
            if (made.incrementAndGet() == 3) {
                throw new IllegalStateException("once");
            }
            return super.create(config, clock);
        }
    }
}
