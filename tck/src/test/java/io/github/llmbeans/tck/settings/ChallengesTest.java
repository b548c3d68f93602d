package io.github.llmbeans.tck.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirements;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengesTest {
    private static final String ONE =
            "{'id': 'GEN-EMPTY-ANSWER', 'link': 'https://example.org/7', 'kitVersions': ['0.1'],"
                    + " 'returns': 'the check asks less'}";

    @Test
    void theFileOfTheKitIsWellFormed() {
        assertThat(Challenges.load().reasons()).isNotNull();
    }

    @Test
    void aChallengeTellsItsLinkVersionsAndReturn() {
        assertThat(parse(ONE, "0.1-SNAPSHOT"))
                .containsExactly(
                        Map.entry(
                                "GEN-EMPTY-ANSWER",
                                "challenged in https://example.org/7, left out by the kit's versions 0.1; comes back when the check asks less"));
    }

    @Test
    void aLaterKitChecksAgain() {
        assertThat(parse(ONE, "0.2")).isEmpty();
    }

    @Test
    void aChallengedRequirementIsNeitherKeptNorBroken() {
        RunSettings usual = RunSettings.usual();
        RunSettings settings = new RunSettings(
                usual.requirements(), usual.checks(), parse(ONE, "0.1"), Map.of(), Set.of(), 1, 1, 1, 1, false);
        try (Runner runner = new Runner(new Reference(), settings)) {
            Result result =
                    runner.run(usual.requirements().find("GEN-EMPTY-ANSWER").orElseThrow());
            assertThat(result.outcome()).isEqualTo(Outcome.CHALLENGED);
            assertThat(result.reason()).contains("https://example.org/7");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'GEN-NO-SUCH', 'link': 'x', 'kitVersions': ['0.1'], 'returns': 'x'}",
                "{'id': 'GEN-EMPTY-ANSWER', 'kitVersions': ['0.1'], 'returns': 'x'}",
                "{'id': 'GEN-EMPTY-ANSWER', 'link': 'x', 'returns': 'x'}",
                "{'id': 'GEN-EMPTY-ANSWER', 'link': 'x', 'kitVersions': [], 'returns': 'x'}",
                "{'id': 'GEN-EMPTY-ANSWER', 'link': 'x', 'kitVersions': ['0.1'], 'returns': ' '}",
                ONE + "," + ONE,
                "7"
            })
    void aWrongEntryIsRefused(String entries) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(entries, "0.1"));
    }

    private static Map<String, String> parse(String entries, String version) {
        byte[] json = ("{'challenges': [" + entries + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Challenges.parse(json, Requirements.load(), version).reasons();
    }
}
