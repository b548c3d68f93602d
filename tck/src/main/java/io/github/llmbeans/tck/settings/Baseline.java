package io.github.llmbeans.tck.settings;

import io.github.llmbeans.tck.requirements.Requirements;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of known failures: in each line an id, white space and the reason; lines after {@code #} are comments. */
final class Baseline {
    private Baseline() {}

    static Map<String, String> parse(String name, String text, Requirements requirements) {
        Map<String, String> known = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = name + ", line " + (i + 1) + ": ";
            String[] parts = line.split("\\s+", 2);
            if (requirements.find(parts[0]).isEmpty()) {
                throw new IllegalArgumentException(where + parts[0] + " is no requirement of the contract");
            }
            if (parts.length < 2) {
                throw new IllegalArgumentException(where + "after " + parts[0] + " there must be a reason");
            }
            if (known.put(parts[0], parts[1]) != null) {
                throw new IllegalArgumentException(where + parts[0] + " is there twice");
            }
        }
        return known;
    }
}
