package io.github.llmbeans.tck.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.tck.run.RunSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunConfigurationTest {
    @TempDir
    Path folder;

    @Test
    void withoutPropertiesTheWholeContractIsRunOnceAtTheUsualPace() {
        RunConfiguration usual = RunConfiguration.of(new Properties(), folder);

        assertThat(usual.reportDir()).isEqualTo(folder.resolve("target/llmbeans-tck"));
        RunSettings settings = usual.settings();
        assertThat(settings.only()).isEmpty();
        assertThat(settings.baseline()).isEmpty();
        assertThat(settings.rounds()).isEqualTo(1);
        assertThat(settings.tls()).isFalse();
        assertThat(settings.timeFactor()).isEqualTo(1);
    }

    @Test
    void eachPropertyArrives() throws Exception {
        Files.writeString(folder.resolve("known.txt"), "GEN-EMPTY-ANSWER  soon");
        Properties given = new Properties();
        given.setProperty("llmbeans.tck.seed", "-7");
        given.setProperty("llmbeans.tck.time-factor", "2.5");
        given.setProperty("llmbeans.tck.rounds", "3");
        given.setProperty("llmbeans.tck.report-dir", "out");
        given.setProperty("llmbeans.tck.baseline", "known.txt");
        given.setProperty("llmbeans.tck.tls", "true");
        given.setProperty("llmbeans.tck.only", "GEN-ANSWER-EXACT, GEN-EMPTY-ANSWER");

        RunConfiguration run = RunConfiguration.of(given, folder);

        assertThat(run.reportDir()).isEqualTo(folder.resolve("out"));
        RunSettings settings = run.settings();
        assertThat(settings.seed()).isEqualTo(-7);
        assertThat(settings.timeFactor()).isEqualTo(2.5);
        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.tls()).isTrue();
        assertThat(settings.baseline()).containsEntry("GEN-EMPTY-ANSWER", "soon");
        assertThat(settings.only()).containsExactlyInAnyOrder("GEN-ANSWER-EXACT", "GEN-EMPTY-ANSWER");
    }

    @Test
    void theUsualBaselineIsTakenWhereItLies() throws Exception {
        Files.createDirectories(folder.resolve("src/test/resources"));
        Files.writeString(folder.resolve("src/test/resources/llmbeans-tck-baseline.txt"), "GEN-EMPTY-ANSWER  soon");

        assertThat(RunConfiguration.of(new Properties(), folder).settings().baseline())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "seed, x",
        "seed, 1.5",
        "time-factor, 0",
        "time-factor, -1",
        "time-factor, NaN",
        "time-factor, 101",
        "time-factor, fast",
        "rounds, 0",
        "rounds, 1001",
        "rounds, many",
        "tls, yes",
        "report-dir, file",
        "baseline, missing.txt",
        "only, GEN-NO-SUCH"
    })
    void aBadValueIsRefusedWithItsPropertyItsBoundAndItself(String name, String value) throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Properties given = new Properties();
        given.setProperty("llmbeans.tck." + name, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunConfiguration.of(given, folder))
                .withMessageStartingWith("llmbeans.tck." + name + " must be ")
                .withMessageEndingWith(", was " + value);
    }

    @Test
    void aMisspelledPropertyIsNoticed() {
        Properties given = new Properties();
        given.setProperty("llmbeans.tck.seeds", "1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunConfiguration.of(given, folder))
                .withMessageContaining("llmbeans.tck.seeds is no setting of the kit")
                .withMessageContaining("llmbeans.tck.time-factor");
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void eachSettingIsExplained(Setting setting) {
        assertThat(setting.property()).matches("llmbeans\\.tck\\.[a-z-]+");
        assertThat(setting.usual()).isNotBlank();
        assertThat(setting.bound()).isNotBlank();
        assertThat(setting.meaning()).endsWith(".");
    }
}
