package io.github.llmbeans.gigachat.simulator;

/** Counts tokens the rough way: one for each four characters begun. */
final class TokenCounts {

    private static final int CHARACTERS_IN_A_TOKEN = 4;

    private TokenCounts() {}

    static int of(String text) {
        return (characters(text) + CHARACTERS_IN_A_TOKEN - 1) / CHARACTERS_IN_A_TOKEN;
    }

    static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The longest beginning of the text that has no more than so many tokens. */
    static String cut(String text, int tokens) {
        return of(text) <= tokens
                ? text
                : text.substring(0, text.offsetByCodePoints(0, tokens * CHARACTERS_IN_A_TOKEN));
    }
}
