package io.github.llmbeans.tck.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run has shown. Immutable.
 *
 * @param facts who was tested by what, where and when; see {@link ReportFacts}
 * @param cannot what the author could not offer, with the reasons
 * @param baseline known failures, id and reason
 * @param results one for each requirement
 */
public record Report(
        ReportFacts facts, Map<String, String> cannot, Map<String, String> baseline, List<Result> results) {

    /** Copies. */
    public Report {
        cannot = new TreeMap<>(cannot);
        baseline = new TreeMap<>(baseline);
        results = List.copyOf(results);
    }

    /**
     * How many requirements ended how.
     *
     * @return a number for each outcome
     */
    public Map<Outcome, Integer> counts() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, 0);
        }
        results.forEach(result -> counts.merge(result.outcome(), 1, Integer::sum));
        return counts;
    }

    /**
     * Looks a result up.
     *
     * @param id of a requirement
     * @return its result, or {@code null}
     */
    public @Nullable Result result(String id) {
        return results.stream()
                .filter(result -> result.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
