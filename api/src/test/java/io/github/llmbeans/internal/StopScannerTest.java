package io.github.llmbeans.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However a text is cut into pieces, its stop sequences end it where they would end the whole. */
class StopScannerTest {
    private static final List<List<String>> STOPS = List.of(
            List.of(),
            List.of("a"),
            List.of("END"),
            List.of("aab"),
            List.of("abab", "ba"),
            List.of("abc", "b"),
            List.of("aaa", "aab"),
            List.of("bc", "abcd"),
            List.of("\n\n", "\r\n"),
            List.of("конец", "😀"));

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "aaaaab",
            "the ENEND of it",
            "xabababab",
            "aaaabaaa",
            "abcabcd",
            "one\r\r\n\ntwo",
            "это коконец 😀 да");

    private static String naive(String text, List<String> stop) {
        int end = text.length();
        for (String sequence : stop) {
            int at = text.indexOf(sequence);
            end = at >= 0 && at < end ? at : end;
        }
        return text.substring(0, end);
    }

    private static String scanned(List<String> pieces, List<String> stop) {
        StopScanner scanner = new StopScanner(stop);
        StringBuilder all = new StringBuilder();
        for (String piece : pieces) {
            all.append(scanner.accept(piece));
        }
        return all.append(scanner.rest()).toString();
    }

    @Test
    void everyPairOfSplitsCutsLikeTheWhole() {
        for (List<String> stop : STOPS) {
            for (String text : TEXTS) {
                for (int i = 0; i <= text.length(); i++) {
                    for (int j = i; j <= text.length(); j++) {
                        List<String> pieces = List.of(text.substring(0, i), text.substring(i, j), text.substring(j));
                        assertThat(scanned(pieces, stop))
                                .as("%s by %s", pieces, stop)
                                .isEqualTo(naive(text, stop));
                    }
                }
            }
        }
    }

    @Test
    void randomTextsInRandomPiecesAreCutLikeTheWhole() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            String text = letters(random, random.nextInt(20));
            List<String> stop = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                stop.add(letters(random, 1 + random.nextInt(5)));
            }
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(4));
                pieces.add(text.substring(at, end));
                at = end;
            }
            assertThat(scanned(pieces, stop)).as("%s by %s", pieces, stop).isEqualTo(naive(text, stop));
        }
    }

    @Test
    void onlyWhatMayBecomeAStopSequenceIsHeldBack() {
        StopScanner scanner = new StopScanner(List.of("END"));

        assertThat(scanner.accept("free text E")).isEqualTo("free text ");
        assertThat(scanner.accept("N")).isEmpty();
        assertThat(scanner.accept("E")).isEqualTo("EN");
        assertThat(scanner.stopped()).isFalse();
        assertThat(scanner.accept("ND")).isEmpty();
        assertThat(scanner.stopped()).isTrue();
        assertThat(scanner.accept("more")).isEmpty();
        assertThat(scanner.rest()).isEmpty();
    }

    private static String letters(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }
}
