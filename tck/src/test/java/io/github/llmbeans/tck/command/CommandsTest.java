package io.github.llmbeans.tck.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.llmbeans.tck.TckInBuild;
import io.github.llmbeans.tck.report.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "close x", "open", "verify", "verify a b", "compare a", "requirements x", "--help"})
    void whatIsNoCommandIsAnsweredWithTheUsage(String line) {
        Said said = Said.by((Object[]) (line.isEmpty() ? new String[0] : line.split(" ")));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("Usage:", "open <dir>", "verify <report.json>", "compare", "requirements");
    }

    @Test
    void allRequirementsAreListed() {
        Said said = Said.by("requirements");

        assertThat(said.code()).isZero();
        Samples.REQUIREMENTS
                .all()
                .forEach(requirement -> assertThat(said.text())
                        .contains(requirement.id() + " (" + requirement.level() + ")")
                        .contains(requirement.text()));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("file"), "");

        Said said = Said.by("open", file.resolve("below"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text()).contains("cannot write the report into");
    }

    @Test
    void insideABuildTheCommandThrowsInsteadOfEndingTheJvm(@TempDir Path dir) {
        TckInBuild.main(new String[] {"open", dir.toString()});
        String report = dir.resolve("tck-report.json").toString();

        assertThatThrownBy(() -> TckInBuild.main(new String[] {"verify", report}))
                .isInstanceOf(TckInBuild.Failed.class)
                .hasMessageContaining("no requirement has run");
    }
}
