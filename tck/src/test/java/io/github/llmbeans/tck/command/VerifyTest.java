package io.github.llmbeans.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.internal.Hashes;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Report;
import io.github.llmbeans.tck.report.ReportFiles;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.report.Samples;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    private static final String ID = "GEN-EMPTY-ANSWER";

    @TempDir
    Path dir;

    private Path json;

    @BeforeEach
    void place() {
        json = dir.resolve(ReportFiles.JSON);
    }

    @Test
    void aReportOfAConformingProviderIsVerified() {
        write(Samples.good());

        Said said = Said.by("verify", json);

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("AcmeConformanceTest PASSED", "0 NOT-RUN", "seed 42");
    }

    @Test
    void aFailureIsNamed() {
        write(Samples.with(Map.of(ID, Samples::failed), Map.of()));

        refused(ID + " is not kept", "tck-report.html");
    }

    @Test
    void anOpenedReportIsNeverGreen() {
        assertThat(Said.by("open", dir).code()).isZero();

        refused("no requirement has run", "JUnit engine");
    }

    @Test
    void openingReplacesAnOldReport() {
        write(Samples.good());
        Said.by("open", dir);

        refused("no requirement has run");
    }

    @Test
    void aMissingReportIsNotGreen() {
        refused("There is no report", "has the kit run?");
    }

    @Test
    void anEmptyReportIsNotGreen() throws Exception {
        Files.writeString(json, "\n");

        refused("is empty");
    }

    @Test
    void whatIsNoReportIsNotGreen() throws Exception {
        for (String text : new String[] {"{", "[]", "{}", "PASS", "{\"checksum\": 1}"}) {
            Files.writeString(json, text);
            assertThat(Said.by("verify", json).code()).as(text).isEqualTo(1);
        }
    }

    @Test
    void aChangedOutcomeIsNoticed() throws Exception {
        write(Samples.with(Map.of(ID, Samples::failed), Map.of()));
        Files.writeString(json, Files.readString(json).replace("\"FAIL\"", "\"PASS\""));

        refused("changed after it was written");
    }

    @Test
    void aChangedOutcomeIsNoticedEvenIfTheChecksumIsMadeAgain() throws Exception {
        write(Samples.with(Map.of(ID, Samples::failed), Map.of()));
        sign(text -> text.replace("\"FAIL\"", "\"PASS\""));

        refused("its \"counts\" do not follow", ID + " is written as kept, but no check of it shows that");
    }

    @Test
    void aLoweredLevelIsNoticed() throws Exception {
        write(Samples.with(Map.of(ID, Samples::failed), Map.of()));
        sign(text -> text.replaceAll("(\"" + ID + "\",\\s*\"level\": ?)\"MUST\"", "$1\"MAY\""));

        refused(ID + " is written as MAY, but it is a MUST");
    }

    @Test
    void anotherContractIsNoticed() throws Exception {
        write(Samples.good());
        sign(text -> text.replace(Samples.REQUIREMENTS.checksum(), "0".repeat(64)));

        refused("another edition of the contract", Samples.REQUIREMENTS.checksum());
    }

    @Test
    void anotherKitIsNoticed() throws Exception {
        write(Samples.good());
        sign(text -> text.replace(Samples.good().facts().kitChecksum(), "0".repeat(64)));

        refused("written by another kit");
    }

    @Test
    void whatNobodyHasAcceptedIsNoChallenge() {
        write(Samples.with(Map.of(ID, Samples.closed(Outcome.CHALLENGED, "I do not like it")), Map.of()));

        refused(ID + " is written as challenged, but the kit accepts no challenge");
    }

    @Test
    void whatIsTestableIsNotCalledUntestable() {
        write(Samples.with(Map.of(ID, Samples.closed(Outcome.NOT_TESTABLE, "no")), Map.of()));

        refused(ID + " is written as not testable, but it is");
    }

    @Test
    void whatIsNotApplicableHasAReason() {
        UnaryOperator<Result> silent = Samples.closed(Outcome.NOT_APPLICABLE, " ");
        write(Samples.with(Map.of(ID, silent), Map.of()));

        refused(ID + " is written as not applicable without a reason");
    }

    @Test
    void aKnownFailureThatPassesIsNoticed() {
        write(Samples.with(Map.of(), Map.of(ID, "soon")));

        refused("take it out of the baseline");
    }

    private void write(Report report) {
        ReportFiles.write(dir, report, Samples.REQUIREMENTS);
    }

    /** Changes the report and makes the checksum fit. */
    private void sign(UnaryOperator<String> change) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(change.apply(Files.readString(json))))) {
            JsonObject content = Json.createObjectBuilder(reader.readObject())
                    .remove("checksum")
                    .build();
            String checksum = Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
            Files.writeString(
                    json,
                    Json.createObjectBuilder(content)
                            .add("checksum", checksum)
                            .build()
                            .toString());
        }
    }

    private void refused(String... reasons) {
        Said said = Said.by("verify", json);
        assertThat(said.code()).as(said.text()).isEqualTo(1);
        assertThat(said.text()).contains(reasons);
    }
}
