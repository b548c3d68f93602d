package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopSequencesTest {
    private static final ChatResponse RESPONSE = new ChatResponse(
            "один два три",
            "p",
            "m",
            FinishReason.LENGTH,
            "max_tokens",
            new Usage(1, 2, 3, 0),
            "thoughts",
            "r-1",
            "s-1");

    @Test
    void theAnswerEndsBeforeTheStopSequence() {
        ChatResponse cut = StopSequences.cut(RESPONSE, List.of(" два"));

        assertThat(cut.text()).isEqualTo("один");
        assertThat(cut.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(cut.finishReasonText()).isEqualTo("stop");
    }

    @Test
    void theEarliestOfSeveralSequencesCountsWhateverTheirOrder() {
        assertThat(StopSequences.cut(RESPONSE, List.of("три", "два")).text()).isEqualTo("один ");
        assertThat(StopSequences.cut(RESPONSE, List.of("два", "три")).text()).isEqualTo("один ");
    }

    @Test
    void aSequenceAtTheStartLeavesAnEmptyAnswer() {
        assertThat(StopSequences.cut(RESPONSE, List.of("од")).text()).isEmpty();
    }

    @Test
    void anAnswerWithoutTheSequenceStaysAsItIs() {
        assertThat(StopSequences.cut(RESPONSE, List.of("четыре"))).isSameAs(RESPONSE);
        assertThat(StopSequences.cut(RESPONSE, List.of())).isSameAs(RESPONSE);
    }

    @Test
    void theCutKeepsEverythingElse() {
        ChatResponse cut = StopSequences.cut(RESPONSE, List.of("три"));

        assertThat(cut)
                .isEqualTo(new ChatResponse(
                        "один два ",
                        "p",
                        "m",
                        FinishReason.STOP,
                        "stop",
                        new Usage(1, 2, 3, 0),
                        "thoughts",
                        "r-1",
                        "s-1"));
    }

    @Test
    void nullsAreNamed() {
        assertThatNullPointerException()
                .isThrownBy(() -> StopSequences.cut((ChatResponse) null, List.of()))
                .withMessage("response must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> StopSequences.cut(RESPONSE, null))
                .withMessage("stop must not be null");
    }
}
