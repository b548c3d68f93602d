package io.github.llmbeans.sample.compatibility;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the conformance kit says of a run: its verdict, and how many requirements passed and did not.
 *
 * @param known how many of those that did not pass are known failures, which do not change the verdict
 * @param tls whether the provider reached the kit's server over HTTPS
 */
record KitReport(String verdict, int passed, int failed, int known, boolean tls) {

    /** Empty if the kit has not run to its end. */
    static Optional<KitReport> find(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> reports =
                    all.filter(file -> file.endsWith("tck-report.json")).toList();
            if (reports.size() > 1) {
                throw new IllegalStateException("which one is the kit's report of the run? " + reports);
            }
            return reports.isEmpty() ? Optional.empty() : Optional.of(read(reports.get(0)));
        }
    }

    private static KitReport read(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            JsonObject report = reader.readObject();
            JsonObject counts = report.getJsonObject("counts");
            return new KitReport(
                    report.getString("verdict"),
                    counts.getInt("PASS"),
                    counts.getInt("FAIL"),
                    known(report),
                    report.getJsonObject("facts").getString("mode").endsWith(" TLS"));
        }
    }

    private static int known(JsonObject report) {
        JsonObject baseline = report.getJsonObject("baseline");
        return (int) report.getJsonArray("results").getValuesAs(JsonObject.class).stream()
                .filter(result -> result.getString("outcome").equals("FAIL"))
                .filter(result -> baseline.containsKey(result.getString("id")))
                .count();
    }

    boolean isGood() {
        return verdict.equals("PASS");
    }

    @Override
    public String toString() {
        return verdict + ", " + passed + " passed, " + failed + " failed"
                + (known == 0 ? "" : ", " + known + " of them known")
                + (tls ? ", over HTTPS" : "");
    }
}
