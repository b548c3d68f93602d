package io.github.llmbeans.tck.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.run.RunSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The whole matrix: each mutant fails the requirement that it breaks, and no other but those that the requirements file
 * says fall with it. Takes minutes; part of the profile {@code kill-matrix}.
 */
class KillMatrixIT {

    @Test
    void eachMutantIsCaughtUnderItsOwnIdAndUnderNoStrangers() throws IOException, InterruptedException {
        Pattern only = Pattern.compile(System.getProperty("mutants", ""));
        List<Mutant> mutants = AllMutants.all().stream()
                .filter(mutant -> only.matcher(mutant.id()).lookingAt())
                .toList();
        Path dir = Files.createDirectories(Path.of("target", "kill-matrix"));
        List<KillMatrix.Row> rows;
        try (PrintStream progress = new PrintStream(
                        Files.newOutputStream(dir.resolve("progress.txt")), true, StandardCharsets.UTF_8);
                KillMatrix matrix = new KillMatrix(RunSettings.usual(), mutants.get(0), 48, progress::println)) {
            rows = matrix.rows(mutants);
        }
        Files.writeString(dir.resolve("kill-matrix.html"), KillMatrixPage.write(rows));
        assertThat(rows.stream()
                        .filter(row -> !row.caught() || !row.strangers().isEmpty())
                        .map(row -> row.mutant() + " → " + row.summary()))
                .isEmpty();
    }
}
