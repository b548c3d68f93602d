package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a written report agrees with itself, with the contract and with the kit.
 *
 * @param report what was read, or {@code null} if it is no report
 * @param doubts what does not agree; empty if it can be believed
 */
public record Audit(@Nullable Report report, List<String> doubts) {

    /**
     * Looks at a report.
     *
     * @param json the text of {@code tck-report.json}
     * @param requirements the contract
     * @param challenged ids that may be left out
     * @param kitChecksum of the kit that should have written it
     * @return what does not agree
     */
    public static Audit of(String json, Requirements requirements, Map<String, String> challenged, String kitChecksum) {
        Report report;
        try {
            report = ReportJson.read(json);
        } catch (IllegalArgumentException e) {
            return new Audit(null, List.of(e.getMessage()));
        }
        ReportFacts facts = report.facts();
        if (!facts.contractChecksum().equals(requirements.checksum())) {
            return new Audit(
                    report,
                    List.of("it is about another edition of the contract: " + facts.contractVersion()
                            + " with the checksum " + facts.contractChecksum() + ", here it is "
                            + requirements.version() + " with " + requirements.checksum()));
        }
        List<String> doubts = new ArrayList<>();
        if (!facts.kitChecksum().equals(kitChecksum)) {
            doubts.add("it was written by another kit: " + facts.kitVersion() + " with the checksum "
                    + facts.kitChecksum() + ", this one has " + kitChecksum);
        }
        restate(json, report, requirements, doubts);
        for (Result result : report.results()) {
            requirements.find(result.id()).ifPresent(requirement -> {
                String wrong = wrong(result, requirement, report, challenged);
                if (!wrong.isEmpty()) {
                    doubts.add(result.id() + " " + wrong);
                }
            });
        }
        return new Audit(report, List.copyOf(doubts));
    }

    /** A report says the same as what its results give when they are written again. */
    private static void restate(String json, Report report, Requirements requirements, List<String> doubts) {
        JsonObject stated = parse(json);
        JsonObject computed = parse(ReportJson.write(report, Verdict.of(report, requirements)));
        Set<String> names = new TreeSet<>(stated.keySet());
        names.addAll(computed.keySet());
        names.remove("checksum");
        for (String name : names) {
            if (!String.valueOf(stated.get(name)).equals(String.valueOf(computed.get(name)))) {
                doubts.add("its \"" + name + "\" do not follow from its results: " + shown(stated, name)
                        + " is written, " + shown(computed, name) + " is computed");
            }
        }
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static String shown(JsonObject json, String name) {
        String text = String.valueOf(json.get(name));
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }

    private static String wrong(Result result, Requirement requirement, Report report, Map<String, String> challenged) {
        if (result.level() != requirement.level()) {
            return "is written as " + result.level() + ", but it is a " + requirement.level();
        }
        boolean ran = !result.checks().isEmpty();
        boolean kept = ran && result.checks().stream().allMatch(CheckResult::passed);
        boolean declared = requirement.capability() == null
                || report.facts()
                        .capabilities()
                        .contains(requirement.capability().name());
        boolean reasoned = result.reason() != null && !result.reason().isBlank();
        return switch (result.outcome()) {
            case PASS -> kept && declared ? "" : "is written as kept, but no check of it shows that";
            case REFUSED -> kept && !declared ? "" : "is written as refused, but no check of it shows that";
            case FAIL -> ran && !kept ? "" : "is written as not kept, but no check of it shows that";
            case NOT_APPLICABLE -> !ran && reasoned ? "" : "is written as not applicable without a reason";
            case NOT_TESTABLE -> requirement.testable() ? "is written as not testable, but it is" : "";
            case CHALLENGED ->
                challenged.containsKey(result.id()) ? "" : "is written as challenged, but the kit accepts no challenge";
            case NOT_RUN -> ran ? "is written as not run, but it has run" : "";
        };
    }
}
