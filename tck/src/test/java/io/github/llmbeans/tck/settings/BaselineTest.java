package io.github.llmbeans.tck.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.llmbeans.tck.requirements.Requirements;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {

    @Test
    void idsAndReasonsAreReadCommentsAreNot() {
        assertThat(parse(
                        "\uFEFF# known\r\n\r\nGEN-ANSWER-EXACT   the vendor trims # truly\n  GEN-EMPTY-ANSWER\tsoon\n"))
                .containsExactly(
                        Map.entry("GEN-ANSWER-EXACT", "the vendor trims # truly"),
                        Map.entry("GEN-EMPTY-ANSWER", "soon"));
    }

    @ParameterizedTest
    @CsvSource({
        "GEN-NO-SUCH  x, 'known.txt, line 1: GEN-NO-SUCH is no requirement of the contract'",
        "GEN-EMPTY-ANSWER, 'known.txt, line 1: after GEN-EMPTY-ANSWER there must be a reason'",
        "'GEN-EMPTY-ANSWER x\n#\nGEN-EMPTY-ANSWER y', 'known.txt, line 3: GEN-EMPTY-ANSWER is there twice'"
    })
    void aWrongLineIsRefusedWithItsNumber(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessage(message);
    }

    private static Map<String, String> parse(String text) {
        return Baseline.parse("known.txt", text, Requirements.load());
    }
}
