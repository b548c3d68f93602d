package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirements;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is seen first: the verdict, who it is about, the seven counts, and everything that was left out. */
final class FirstScreen {
    private FirstScreen() {}

    static void write(Html html, Report report, Verdict verdict, Requirements requirements) {
        ReportFacts facts = report.facts();
        html.open("header");
        html.element("p", "LLM Beans · conformance report", "class", "eyebrow");
        html.open("h1");
        html.element("span", verdict.passed() ? "Passed" : "Failed", "class", "verdict");
        html.text(" " + Texts.simple(facts.provider())).close();
        html.element("p", sentence(report, verdict, requirements), "class", "lead");
        html.open("p", "class", "facts").element("span", facts.suite());
        html.element("span", "version " + facts.providerVersion());
        html.element("span", facts.mode() + " mode");
        html.element("span", "seed " + facts.seed());
        html.element("span", facts.started());
        html.close();
        counts(html, report);
        html.close().line();
        objections(html, verdict);
        leftOut(html, report);
        about(html, facts);
    }

    private static String sentence(Report report, Verdict verdict, Requirements requirements) {
        int all = requirements.all().size();
        int kept = report.counts().get(Outcome.PASS) + report.counts().get(Outcome.REFUSED);
        String books = kept + " of the " + all + " requirements of contract " + requirements.version()
                + " are shown to be kept.";
        return verdict.passed()
                ? books + " Nothing counts against the provider."
                : books + " " + Texts.number(verdict.objections().size(), "thing counts", "things count")
                        + " against the verdict.";
    }

    private static void counts(Html html, Report report) {
        html.open("ul", "class", "counts");
        report.counts().forEach((outcome, count) -> {
            html.open("li", "class", outcome.name() + (count == 0 ? " none" : ""));
            html.open("a", "href", "#all", "data-outcome", outcome.name(), "title", "Show these");
            html.element("b", String.valueOf(count)).element("span", outcome.text());
            html.element("small", Labels.word(outcome));
            html.close().close();
        });
        html.close();
    }

    private static void objections(Html html, Verdict verdict) {
        if (verdict.passed()) {
            return;
        }
        List<String> objections = verdict.objections();
        html.open("section", "class", "objections").element("h2", "What counts against the verdict");
        if (objections.size() > 12) {
            html.open("details").element("summary", "All " + objections.size());
        }
        html.open("ul");
        objections.forEach(objection -> html.element("li", objection));
        html.close();
        if (objections.size() > 12) {
            html.close();
        }
        html.close().line();
    }

    private static void leftOut(Html html, Report report) {
        html.open("section", "class", "left-out").element("h2", "What was left out");
        html.open("div", "class", "columns");
        list(html, "Not applicable", "Nothing.", reasons(report, Outcome.NOT_APPLICABLE));
        list(html, "Challenged", "Nothing.", reasons(report, Outcome.CHALLENGED));
        list(html, "Known failures", "None.", known(report));
        html.close().close().line();
    }

    /** Reasons with the ids that they stand for. */
    private static Map<String, String> reasons(Report report, Outcome outcome) {
        return report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .collect(Collectors.groupingBy(
                        result -> String.valueOf(result.reason()),
                        TreeMap::new,
                        Collectors.mapping(Result::id, Collectors.joining(", "))));
    }

    private static Map<String, String> known(Report report) {
        Map<String, String> known = new TreeMap<>();
        report.baseline().forEach((id, reason) -> known.put(id, reason));
        return known;
    }

    private static void list(Html html, String title, String none, Map<String, String> entries) {
        html.open("div").element("h3", title);
        if (entries.isEmpty()) {
            html.element("p", none, "class", "quiet");
        }
        html.open("dl");
        entries.forEach((name, text) -> html.element("dt", name).element("dd", text));
        html.close().close();
    }

    private static void about(Html html, ReportFacts facts) {
        html.open("details", "class", "about")
                .element("summary", "About this run")
                .open("dl");
        row(html, "Provider", facts.provider());
        row(
                html,
                "Declared capabilities",
                facts.capabilities().isEmpty() ? "none" : String.join(", ", facts.capabilities()));
        row(html, "Contract", facts.contractVersion() + ", checksum " + facts.contractChecksum());
        row(html, "Kit", facts.kitVersion() + ", checksum " + facts.kitChecksum());
        row(html, "Java", facts.java());
        row(html, "Operating system", facts.os());
        row(html, "Locale and charset", facts.locale());
        row(html, "Seed, time factor, rounds", facts.seed() + ", " + facts.timeFactor() + ", " + facts.rounds());
        html.close().close().line();
    }

    private static void row(Html html, String name, String value) {
        html.element("dt", name).element("dd", value);
    }
}
