package io.github.llmbeans.gigachat.internal.rest;

/** Halves of surrogate pairs that stand alone: no UTF-8 can carry them, and writers put a question mark in their place. */
final class Surrogates {
    private Surrogates() {}

    /** The index of the first half that stands alone, or -1. */
    static int halfIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
