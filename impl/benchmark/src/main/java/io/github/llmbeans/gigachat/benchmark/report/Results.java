package io.github.llmbeans.gigachat.benchmark.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Everything that was seen, as it is written into the file. Not thread-safe. */
public final class Results {
    private final Facts facts;
    private final List<Sample> samples = new ArrayList<>();

    private Results(Facts facts) {
        this.facts = facts;
    }

    /** None yet, on this machine. */
    public static Results of(String engine, int rounds, long millis, List<String> jvmArgs) {
        return new Results(Facts.ofThisMachine(engine, rounds, millis, jvmArgs));
    }

    /** Those of a run that is over. */
    static Results read(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode all = json.readTree(file.toFile());
        Results results = new Results(json.treeToValue(all.get("facts"), Facts.class));
        for (JsonNode sample : all.get("samples")) {
            results.samples.add(json.treeToValue(sample, Sample.class));
        }
        return results;
    }

    /** Adds one measurement. */
    public void add(String what, String way, String kind, int callers, int round, Map<String, Double> figures) {
        Sample sample = new Sample(what, way, kind, callers, round, figures);
        samples.add(sample);
        System.out.println("[benchmark] " + sample);
    }

    /** Where and with what. */
    public Facts facts() {
        return facts;
    }

    /** All measurements. */
    public List<Sample> samples() {
        return samples;
    }

    /** Whether something of this kind was measured. */
    boolean has(String what) {
        return samples.stream().anyMatch(sample -> sample.what.equals(what));
    }

    /** The median of one figure over all rounds; NaN if there is none. */
    double median(String what, String way, String kind, int callers, String figure) {
        double[] values = samples.stream()
                .filter(sample -> sample.what.equals(what)
                        && sample.way.equals(way)
                        && sample.kind.equals(kind)
                        && sample.callers == callers
                        && sample.figures.containsKey(figure))
                .mapToDouble(sample -> sample.figures.get(figure))
                .toArray();
        return median(values);
    }

    /** The median, over the rounds, of how one compares with another in the same round. */
    double ratio(String what, String kind, int callers, String figure, String way, String other, String otherKind) {
        double[] values = samples.stream()
                .filter(sample -> sample.what.equals(what)
                        && sample.way.equals(way)
                        && sample.kind.equals(kind)
                        && sample.callers == callers)
                .mapToDouble(sample -> sample.figures.get(figure)
                        / samples.stream()
                                .filter(beside -> beside.what.equals(what)
                                        && beside.way.equals(other)
                                        && beside.kind.equals(otherKind)
                                        && beside.callers == callers
                                        && beside.round == sample.round)
                                .mapToDouble(beside -> beside.figures.get(figure))
                                .findFirst()
                                .orElse(Double.NaN))
                .filter(ratio -> !Double.isNaN(ratio))
                .toArray();
        return median(values);
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /**
     * One measurement.
     *
     * @param what the section
     * @param way who was measured
     * @param kind what was done
     * @param callers by how many at once
     * @param round in which round
     * @param figures what came out
     */
    public record Sample(String what, String way, String kind, int callers, int round, Map<String, Double> figures) {}
}
