package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.guide.Written;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published list of broken providers is today's. */
class KillMatrixDocumentTest {
    private static final Requirements REQUIREMENTS = Requirements.load();

    @Test
    void thePublishedMatrixListsTodaysMutants() throws IOException {
        List<Mutant> mutants = AllMutants.all();
        long testable =
                REQUIREMENTS.all().stream().filter(Requirement::testable).count();
        StringBuilder text = new StringBuilder("# Kill matrix\n\n"
                + "How far can the kit be believed? For each of the " + testable
                + " requirements that it checks there is"
                + " at least one broken\nprovider, " + mutants.size() + " in all. Every build shows that each of them"
                + " fails the requirement that it breaks, with a message that tells the\nrequirement, what was expected"
                + " and seen, what to check first, and the last exchange; a check that\nbreaks or hangs does not count."
                + " The profile `kill-matrix` runs each of them against every requirement and shows that nothing\nelse"
                + " falls but what is said here; it draws the whole matrix in `target/kill-matrix/kill-matrix.html`.\n\n"
                + "| Requirement | Broken provider | Falls with it |\n|---|---|---|\n");
        for (Requirement requirement : REQUIREMENTS.all()) {
            mutants.stream()
                    .filter(mutant -> mutant.id().equals(requirement.id()))
                    .forEach(mutant -> text.append(row(requirement, mutant)));
        }
        Written.mustBe(Path.of("KILL-MATRIX.md"), text.toString());
    }

    private static String row(Requirement requirement, Mutant mutant) {
        String falls =
                requirement.fallsWith().stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
        return "| `" + requirement.id() + "` | "
                + mutant.what().replace("|", "\\|").replace("<", "&lt;") + " | " + falls + " |\n";
    }
}
