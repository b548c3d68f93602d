package io.github.llmbeans.gigachat.benchmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The medians over all rounds, and of the loads how the provider compares with the others in the same round. */
final class Summary {
    private final Results results;

    Summary(Results results) {
        this.results = results;
    }

    /** One for each thing that was measured. */
    List<Map<String, Object>> rows() {
        Set<List<Object>> seen = new LinkedHashSet<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Results.Sample sample : results.samples()) {
            if (seen.add(List.of(sample.what(), sample.way(), sample.kind(), sample.callers()))) {
                rows.add(row(sample));
            }
        }
        return rows;
    }

    private Map<String, Object> row(Results.Sample sample) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("what", sample.what());
        row.put("way", sample.way());
        row.put("kind", sample.kind());
        row.put("callers", sample.callers());
        for (String figure : sample.figures().keySet()) {
            row.put(figure, results.median(sample.what(), sample.way(), sample.kind(), sample.callers(), figure));
        }
        if (sample.what().equals("load") && sample.way().equals("provider")) {
            for (String figure : List.of("rate", "cpu", "bytes")) {
                for (String other : List.of("rest", "jdk")) {
                    double ratio = ratio(sample.kind(), sample.callers(), figure, other);
                    if (!Double.isNaN(ratio)) {
                        row.put(figure + "-to-" + other, ratio);
                    }
                }
            }
        }
        return row;
    }

    /** Whoever loops over a stream is compared with the same loop of the others, which is all they have. */
    double ratio(String kind, int callers, String figure, String other) {
        return results.ratio("load", kind, callers, figure, "provider", other, kind.equals("loop") ? "stream" : kind);
    }
}
