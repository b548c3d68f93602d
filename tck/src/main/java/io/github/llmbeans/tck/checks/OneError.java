package io.github.llmbeans.tck.checks;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.run.Expect;
import io.github.llmbeans.tck.run.Stage;
import java.util.ArrayList;
import java.util.List;

/** A failure is one line of level ERROR, no more and no less. */
final class OneError {
    private OneError() {}

    /** Of the one who failed; a router that passes a member's failure on adds none of its own. */
    static void of(Stage stage, ProviderException thrown) {
        stage.time()
                .becomes(
                        stage.time().limit(),
                        () -> !stage.logs().errors(thrown.provider()).isEmpty());
        stage.time().quiet();
        List<String> lines = lines(stage, thrown.provider());
        Expect.that(
                "one line of level ERROR with the name " + thrown.provider(),
                lines.size() == 1,
                lines.size() + ": " + lines);
    }

    static List<String> lines(Stage stage, String name) {
        List<String> lines = new ArrayList<>();
        stage.logs().errors(name).forEach(line -> lines.add(line.logger() + ": " + line.text()));
        return lines;
    }
}
