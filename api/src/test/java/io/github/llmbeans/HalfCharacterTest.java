package io.github.llmbeans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Halves of surrogate pairs in what a model answers. */
class HalfCharacterTest {
    @ParameterizedTest
    @CsvSource({
        "a\ud83d, a\ufffd",
        "\ude00a, \ufffda",
        "\ud83d\ud83d\ude00, \ufffd\ud83d\ude00",
        "\ud83d\ude00, \ud83d\ude00"
    })
    void halfACharacterOfAnAnswerIsReplacedSoThatTheConversationGoesOn(String answered, String kept) {
        ChatResponse response =
                ChatResponse.builder(answered, "p", "m").reasoning(answered).build();

        assertThat(response.text()).isEqualTo(kept);
        assertThat(response.reasoning()).isEqualTo(kept);
    }

    @Test
    void anAnswerThatIsWholeIsTheSame() {
        String text = "Привет 🙂";

        assertThat(ChatResponse.of(text, "p", "m").text()).isSameAs(text);
    }
}
