package io.github.llmbeans.tck.reference;

import java.util.List;

/** Ends a stream at the first stop sequence, holding back what may be the beginning of one. */
public class StopFinder {
    private final List<String> stop;
    private final StringBuilder held = new StringBuilder();
    private boolean found;

    public StopFinder(List<String> stop) {
        this.stop = stop;
    }

    boolean found() {
        return found;
    }

    /** What of the text so far is surely part of the answer. */
    protected String passed(String piece) {
        held.append(piece);
        int end = stop.stream()
                .mapToInt(held::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(-1);
        found = end >= 0;
        int sure = found ? end : held.length() - begun();
        String passed = held.substring(0, sure);
        held.delete(0, found ? held.length() : sure);
        return passed;
    }

    /** What was held back without need. */
    protected String rest() {
        return held.toString();
    }

    /** The length of the longest end that begins a stop sequence. */
    protected int begun() {
        for (int from = 0; from < held.length(); from++) {
            String end = held.substring(from);
            if (stop.stream().anyMatch(sequence -> sequence.startsWith(end))) {
                return end.length();
            }
        }
        return 0;
    }
}
