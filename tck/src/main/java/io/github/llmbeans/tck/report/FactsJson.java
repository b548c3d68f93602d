package io.github.llmbeans.tck.report;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;

/** The facts of a report as JSON. */
final class FactsJson {
    private FactsJson() {}

    static JsonObjectBuilder write(ReportFacts facts) {
        return Json.createObjectBuilder()
                .add("suite", facts.suite())
                .add("provider", facts.provider())
                .add("providerVersion", facts.providerVersion())
                .add("mode", facts.mode())
                .add("capabilities", Json.createArrayBuilder(facts.capabilities()))
                .add("contractVersion", facts.contractVersion())
                .add("contractChecksum", facts.contractChecksum())
                .add("kitVersion", facts.kitVersion())
                .add("kitChecksum", facts.kitChecksum())
                .add("java", facts.java())
                .add("os", facts.os())
                .add("locale", facts.locale())
                .add("started", facts.started())
                .add("seed", facts.seed())
                .add("timeFactor", facts.timeFactor())
                .add("rounds", facts.rounds());
    }

    static ReportFacts read(JsonObject json) {
        return new ReportFacts(
                json.getString("suite"),
                json.getString("provider"),
                json.getString("providerVersion"),
                json.getString("mode"),
                json.getJsonArray("capabilities").getValuesAs(JsonString::getString),
                json.getString("contractVersion"),
                json.getString("contractChecksum"),
                json.getString("kitVersion"),
                json.getString("kitChecksum"),
                json.getString("java"),
                json.getString("os"),
                json.getString("locale"),
                json.getString("started"),
                json.getJsonNumber("seed").longValue(),
                json.getJsonNumber("timeFactor").doubleValue(),
                json.getInt("rounds"));
    }
}
