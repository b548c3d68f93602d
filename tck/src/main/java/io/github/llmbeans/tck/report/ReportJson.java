package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.internal.Hashes;
import io.github.llmbeans.tck.requirements.Level;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report as {@code tck-report.json}, with a checksum over its own contents, and back. */
public final class ReportJson {
    private static final String CHECKSUM = "checksum";

    private ReportJson() {}

    /**
     * Writes.
     *
     * @param report what a run has shown
     * @param verdict computed from it, for readers; {@link Verdict#of} computes it again
     * @return JSON
     */
    public static String write(Report report, Verdict verdict) {
        JsonObject content = content(report, verdict);
        JsonObject signed = Json.createObjectBuilder(content)
                .add(CHECKSUM, checksum(content))
                .build();
        return pretty(signed);
    }

    private static JsonObject content(Report report, Verdict verdict) {
        JsonObjectBuilder counts = Json.createObjectBuilder();
        report.counts().forEach((outcome, count) -> counts.add(outcome.text(), count));
        JsonArrayBuilder results = Json.createArrayBuilder();
        report.results().forEach(result -> results.add(json(result)));
        return Json.createObjectBuilder()
                .add("verdict", verdict.passed() ? "PASS" : "FAIL")
                .add("objections", Json.createArrayBuilder(verdict.objections()))
                .add("counts", counts)
                .add("facts", FactsJson.write(report.facts()))
                .add("cannot", object(report.cannot()))
                .add("baseline", object(report.baseline()))
                .add("results", results)
                .build();
    }

    private static JsonObjectBuilder json(Result result) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", result.id())
                .add("level", result.level().name())
                .add("outcome", result.outcome().text())
                .add("millis", result.millis());
        if (result.reason() != null) {
            json.add("reason", result.reason());
        }
        JsonArrayBuilder checks = Json.createArrayBuilder();
        for (CheckResult check : result.checks()) {
            JsonObjectBuilder one = Json.createObjectBuilder()
                    .add("name", check.name())
                    .add("passed", check.passed())
                    .add("millis", check.millis());
            if (check.broke()) {
                one.add("broke", true);
            }
            if (check.message() != null) {
                one.add("message", check.message());
            }
            checks.add(one);
        }
        return json.add("checks", checks);
    }

    private static JsonObjectBuilder object(Map<String, String> map) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        map.forEach(json::add);
        return json;
    }

    /**
     * Reads.
     *
     * @param text JSON as {@link #write} gives it
     * @return the report
     * @throws IllegalArgumentException if it is no report, or was changed after it had been written
     */
    public static Report read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject json = reader.readObject();
            JsonObject content = Json.createObjectBuilder(json).remove(CHECKSUM).build();
            if (!checksum(content).equals(json.getString(CHECKSUM, ""))) {
                throw new IllegalArgumentException("the report has been changed after it was written: its checksum is "
                        + json.getString(CHECKSUM, "missing") + ", its contents have " + checksum(content));
            }
            List<Result> results = new ArrayList<>();
            json.getJsonArray("results").getValuesAs(JsonObject.class).forEach(result -> results.add(result(result)));
            return new Report(
                    FactsJson.read(json.getJsonObject("facts")),
                    map(json.getJsonObject("cannot")),
                    map(json.getJsonObject("baseline")),
                    results);
        } catch (JsonException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("not a report of the kit: " + e.getMessage(), e);
        }
    }

    private static Result result(JsonObject json) {
        List<CheckResult> checks = new ArrayList<>();
        for (JsonObject check : json.getJsonArray("checks").getValuesAs(JsonObject.class)) {
            checks.add(new CheckResult(
                    check.getString("name"),
                    check.getBoolean("passed"),
                    check.getBoolean("broke", false),
                    check.getJsonNumber("millis").longValue(),
                    check.getString("message", null)));
        }
        return new Result(
                json.getString("id"),
                Level.valueOf(json.getString("level")),
                Outcome.of(json.getString("outcome")),
                json.getString("reason", null),
                checks);
    }

    private static Map<String, String> map(JsonObject json) {
        Map<String, String> map = new TreeMap<>();
        json.forEach((name, value) -> map.put(name, ((JsonString) value).getString()));
        return map;
    }

    private static String checksum(JsonValue content) {
        return Hashes.sha256(content.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String pretty(JsonObject json) {
        StringWriter text = new StringWriter();
        try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.write(json);
        }
        return text + "\n";
    }
}
