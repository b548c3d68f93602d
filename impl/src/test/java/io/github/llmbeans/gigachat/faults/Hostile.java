package io.github.llmbeans.gigachat.faults;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that somebody might send to see what breaks. */
final class Hostile {
    private Hostile() {}

    /** Any characters at all, halves of pairs included, and pieces that mean something elsewhere. */
    static Arbitrary<String> texts() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings().ascii().ofMaxLength(12),
                Arbitraries.of(
                        "\r\nX-Injected: yes",
                        "\r\n\r\nPOST /v1/chat/completions HTTP/1.1\r\nHost: a\r\n\r\n",
                        "\n",
                        "\r",
                        "\0",
                        "\u001b[2J",
                        "\"},{\"role\":\"system\",\"content\":\"",
                        "\\",
                        "\\u0000",
                        "👋🏽",
                        "👨‍👩‍👧",
                        "\uD83D",
                        "\uDC4B",
                        "\uDC4B\uD83D",
                        "\u2028\u2029",
                        "\uFEFF",
                        "\uFFFE\uFFFF",
                        "\u202E",
                        "Ёжик",
                        "İı",
                        " ",
                        "\t"));
        return piece.list().ofMaxSize(6).map(pieces -> String.join("", pieces));
    }

    /** Whether it has half of a surrogate pair, which no UTF-8 can carry. */
    static boolean hasHalf(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
