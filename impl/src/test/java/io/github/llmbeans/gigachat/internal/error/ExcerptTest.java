package io.github.llmbeans.gigachat.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A piece of what a server sent that may stand in a message and in a log. */
class ExcerptTest {
    private static final String EMOJI = "\uD83E\uDED8";
    private static final Secrets NO_SECRETS = new Secrets(null, List::of);

    @Test
    void aShortTextStaysAsItIs() {
        assertThat(of("Слишком много запросов " + EMOJI)).isEqualTo("Слишком много запросов " + EMOJI);
    }

    @Test
    void threeHundredCharactersAreShownAndTheNextIsAnEllipsis() {
        assertThat(of("x".repeat(300))).isEqualTo("x".repeat(300));
        assertThat(of("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void aCharacterOfTwoHalvesIsNotCutInTheMiddle() {
        assertThat(of("x".repeat(299) + EMOJI)).isEqualTo("x".repeat(299) + "…");
        assertThat(of("x".repeat(298) + EMOJI + "y")).isEqualTo("x".repeat(298) + EMOJI + "…");
        assertThat(of("x".repeat(16_383) + EMOJI)).isEqualTo("x".repeat(300) + "…");
    }

    @Test
    void theTextIsOneLineWithSingleSpaces() {
        assertThat(of("  a\r\nb\n\n\tc\u2028d\u2029e\u0085f\u000Bg \u3000 h  ")).isEqualTo("a b c d e f g h");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x08, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9F})
    void aControlCharacterIsNotShown(int character) {
        assertThat(of("a" + (char) character + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F, 0x061C, 0xFEFF})
    void aCharacterThatTurnsOrHidesTextIsNotShown(int character) {
        assertThat(of("a" + (char) character + "b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @CsvSource({
        "<p>a</p>, a",
        "'  <HTML><BODY>a<br/>b</BODY></HTML>', a b",
        "'<html><script>var a = \"x > y\";</script><p>b</p>', b",
        "'<html><SCRIPT type=\"t\">\nalert(1)\n</Script ><p>b</p>', b",
        "'<html><style>p { color: red }</style><p>b</p>', b",
        "'<html><p>b</p><script>never closed', b",
        "'<html><!-- a > b --><p>c</p>', c",
        "'<html><p>a</p><img src=', a",
        "'<!DOCTYPE html><html><p>a &amp; b</p>', a &amp; b"
    })
    void aPageIsShownWithoutItsMarkUpAndScripts(String html, String text) {
        assertThat(of(html)).isEqualTo(text);
    }

    @Test
    void aPageOfOpenScriptsIsReadInNoTime() {
        assertThat(of("<html>" + "<script><!--".repeat(100_000))).isEmpty();
    }

    @Test
    void whatIsNoPageKeepsItsAngles() {
        assertThat(of("a < b and c > d")).isEqualTo("a < b and c > d");
    }

    @Test
    void aSecretIsMaskedWhereverTheTextIsCut() {
        String token = "tokenABCDEFGH";
        Secrets secrets = new Secrets(null, () -> List.of(token));

        for (int before : List.of(0, 290, 295, 299, 300, 16_370, 16_375, 16_383)) {
            for (String filler : List.of("x", " ", "<b>")) {
                String start = "<".equals(filler.substring(0, 1)) ? "<p>" : "";
                String text = start + filler.repeat(before / filler.length()) + token;
                assertThat(Excerpt.of(text, secrets)).doesNotContain("tokenA");
            }
        }
    }

    @Test
    void nothingIsLeftOfNothing() {
        assertThat(of("")).isEmpty();
        assertThat(of(" \n ")).isEmpty();
    }

    private static String of(String text) {
        return Excerpt.of(text, NO_SECRETS);
    }
}
