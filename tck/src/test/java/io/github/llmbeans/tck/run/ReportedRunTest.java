package io.github.llmbeans.tck.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.ReportJson;
import io.github.llmbeans.tck.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run opens its books before anything else, and closes them once. */
class ReportedRunTest {
    private static final String ID = "GEN-EMPTY-ANSWER";
    private static final RunSettings SETTINGS = RunSettings.usual().withOnly(Set.of(ID));
    private static final Logger LOGGER = Logger.getLogger(ReportedRun.class.getName());

    private final Logs logs = new Logs();

    @TempDir
    Path dir;

    @BeforeEach
    void listen() {
        LOGGER.addHandler(logs);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(logs);
    }

    @Test
    void aRunThatIsKilledLeavesAReportInWhichNothingHasRun() throws IOException {
        whole();
        ReportedRun killed = opened();
        result(killed, ID);

        assertThat(report().result(ID).outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(report().counts().get(Outcome.NOT_RUN))
                .isEqualTo(report().results().size());
        killed.close();
    }

    @Test
    void theBooksAreOpenBeforeTheProviderIsAskedFor() throws IOException {
        whole();
        assertThatThrownBy(() -> ReportedRun.open(
                        ReportedRunTest.class,
                        () -> {
                            throw new IllegalStateException("no provider");
                        },
                        SETTINGS,
                        dir))
                .hasMessage("no provider");
        assertThat(report().result(ID).outcome()).isEqualTo(Outcome.NOT_RUN);
        assertThat(report().facts().suite()).isEqualTo(ReportedRunTest.class.getName());
    }

    @Test
    void closingTellsTheVerdictInOneLine() {
        whole();

        assertThat(logs.lines()).singleElement().satisfies(line -> {
            assertThat(line.level()).isEqualTo(Level.INFO.intValue());
            assertThat(line.text())
                    .startsWith("LLM Beans conformance: Reference FAILED (1 PASS, ")
                    .contains(", seed " + SETTINGS.seed() + ", report ")
                    .endsWith(folder().resolve(ReportFiles.HTML).toString());
        });
    }

    @Test
    void closingAgainWritesAndTellsNothing() throws IOException {
        ReportedRun run = opened();
        run.close();
        Files.delete(folder().resolve(ReportFiles.JSON));
        run.close();

        assertThat(folder().resolve(ReportFiles.JSON)).doesNotExist();
        assertThat(logs.lines()).hasSize(1);
    }

    @Test
    void objectionsAreThoseOfWhatHasBeenShownThenOfTheReport() {
        ReportedRun run = opened();
        assertThat(run.objections()).anyMatch(objection -> objection.startsWith(ID + " has not run"));
        result(run, ID);
        List<String> objections = run.objections();
        assertThat(objections).isNotEmpty().noneMatch(objection -> objection.startsWith(ID));
        run.close();
        assertThat(run.objections()).isEqualTo(objections);
    }

    private void whole() {
        try (ReportedRun run = opened()) {
            assertThat(result(run, ID).outcome()).isEqualTo(Outcome.PASS);
        }
    }

    private ReportedRun opened() {
        return ReportedRun.open(ReportedRunTest.class, Reference::new, SETTINGS, dir);
    }

    private static Result result(ReportedRun run, String id) {
        Supplier<Result> result = run.plan().stream()
                .filter(requirement -> requirement.id().equals(id))
                .map(run::add)
                .findFirst()
                .orElseThrow();
        return result.get();
    }

    private Path folder() {
        return dir.resolve("ReportedRunTest");
    }

    private Report report() throws IOException {
        return ReportJson.read(Files.readString(folder().resolve(ReportFiles.JSON)));
    }
}
