package io.github.llmbeans.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFacts;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    private static final String ID = "GEN-EMPTY-ANSWER";
    private static final Report GOOD = Samples.good();
    private static final Report BAD = Samples.with(Map.of(ID, Samples::failed), Map.of());

    @TempDir
    Path dir;

    @Test
    void theSameIsNoChange() {
        assertThat(compare(GOOD, Samples.good()))
                .isEqualTo(new Said(0, "Nothing has changed." + System.lineSeparator()));
    }

    @Test
    void whatIsNoLongerKeptIsWorse() {
        Said said = compare(GOOD, BAD);

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("Worse:", ID + ": PASS -> FAIL");
    }

    @Test
    void whatIsKeptNowIsAChange() {
        Said said = compare(BAD, GOOD);

        assertThat(said.code()).isZero();
        assertThat(said.text()).contains("Changed:", ID + ": FAIL -> PASS").doesNotContain("Worse");
    }

    @Test
    void aProofThatIsLostIsWorse() {
        Report lost = Samples.with(Map.of(ID, Samples.closed(Outcome.NOT_APPLICABLE, "HTTP: not any more")), Map.of());

        assertThat(compare(GOOD, lost).code()).isEqualTo(1);
    }

    @Test
    void aChallengeIsNotTheProvidersDoing() {
        Report challenged = Samples.with(Map.of(ID, Samples.closed(Outcome.CHALLENGED, "link")), Map.of());

        assertThat(compare(GOOD, challenged).code()).isZero();
    }

    @Test
    void newAndRemovedIdsAreTold() {
        List<Result> fewer = new ArrayList<>(GOOD.results());
        fewer.removeIf(result -> result.id().equals(ID));
        Report without = new Report(GOOD.facts(), Map.of(), Map.of(), fewer);

        assertThat(compare(GOOD, without).text()).contains(ID + " is gone, was PASS");
        assertThat(compare(without, GOOD)).satisfies(said -> {
            assertThat(said.text()).contains(ID + " is new: PASS");
            assertThat(said.code()).isZero();
        });
        assertThat(compare(without, BAD).code()).isEqualTo(1);
    }

    @Test
    void aCapabilityThatIsDeclaredNoMoreIsWorse() {
        Report more = new Report(with("SEED", "SYSTEM_MESSAGE"), Map.of(), Map.of(), GOOD.results());

        assertThat(compare(more, GOOD).text()).contains("SEED is declared no more");
        assertThat(compare(more, GOOD).code()).isEqualTo(1);
        assertThat(compare(GOOD, more)).satisfies(said -> {
            assertThat(said.text()).contains("SEED is declared now");
            assertThat(said.code()).isZero();
        });
    }

    @Test
    void aMissingReportIsSaid() {
        Said said = Said.by("compare", dir.resolve("no.json"), dir.resolve("no.json"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("There is no report");
    }

    private static ReportFacts with(String... capabilities) {
        ReportFacts facts = GOOD.facts();
        return new ReportFacts(
                facts.suite(),
                facts.provider(),
                facts.providerVersion(),
                facts.mode(),
                List.of(capabilities),
                facts.contractVersion(),
                facts.contractChecksum(),
                facts.kitVersion(),
                facts.kitChecksum(),
                facts.java(),
                facts.os(),
                facts.locale(),
                facts.started(),
                facts.seed(),
                facts.timeFactor(),
                facts.rounds());
    }

    private Said compare(Report before, Report now) {
        ReportFiles.write(dir.resolve("before"), before, Samples.REQUIREMENTS);
        ReportFiles.write(dir.resolve("now"), now, Samples.REQUIREMENTS);
        return Said.by(
                "compare",
                dir.resolve("before").resolve(ReportFiles.JSON),
                dir.resolve("now").resolve(ReportFiles.JSON));
    }
}
