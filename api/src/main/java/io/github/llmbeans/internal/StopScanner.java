package io.github.llmbeans.internal;

import java.util.List;

/**
 * Finds stop sequences in a text that comes in pieces. What may be the start of a sequence is held back until it is
 * known. Not thread-safe.
 */
final class StopScanner {
    private final List<String> stop;
    private String held = "";
    private boolean stopped;

    StopScanner(List<String> stop) {
        this.stop = List.copyOf(stop);
    }

    /** What can be handed over now that this piece has come; may be empty. */
    String accept(String piece) {
        if (stopped) {
            return "";
        }
        String text = held + piece;
        int end = firstStop(text);
        int open = text.length() - longestStart(text);
        if (end >= 0 && end <= open) {
            stopped = true;
            held = "";
            return text.substring(0, end);
        }
        // One that has begun earlier comes before one that is complete, as in the whole text.
        held = text.substring(open);
        return text.substring(0, open);
    }

    /** What was held back and turned out to be text, now that nothing follows. */
    String rest() {
        int end = firstStop(held);
        stopped = stopped || end >= 0;
        String rest = end < 0 ? held : held.substring(0, end);
        held = "";
        return rest;
    }

    boolean stopped() {
        return stopped;
    }

    private int firstStop(String text) {
        int end = -1;
        for (String sequence : stop) {
            int at = text.indexOf(sequence);
            if (at >= 0 && (end < 0 || at < end)) {
                end = at;
            }
        }
        return end;
    }

    /** How many characters at the end may be the start of a sequence. */
    private int longestStart(String text) {
        int longest = 0;
        for (String sequence : stop) {
            for (int n = Math.min(sequence.length() - 1, text.length()); n > longest; n--) {
                if (text.regionMatches(text.length() - n, sequence, 0, n)) {
                    longest = n;
                }
            }
        }
        return longest;
    }
}
