package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is seen first: the verdict, who it is about, the seven counts, and everything that was left out. */
final class FirstScreen {
    private FirstScreen() {}

    static void write(Html html, Report report, Verdict verdict, Requirements requirements) {
        ReportFacts facts = report.facts();
        html.open("header");
        html.element("p", "LLM Beans · conformance report", "class", "eyebrow");
        html.open("h1");
        html.text(name(facts) + " ");
        html.element("span", verdict.passed() ? "passed" : "failed", "class", "verdict")
                .close();
        html.element("p", sentence(report, verdict, requirements), "class", "lead");
        html.open("p", "class", "facts").element("span", facts.suite());
        html.element("span", "version " + facts.providerVersion());
        html.element("span", facts.mode() + " mode");
        html.element("span", "seed " + facts.seed());
        html.element(
                "span",
                facts.started().replaceAll("\\.\\d+", "").replace('T', ' ').replace("Z", " UTC"));
        html.close();
        counts(html, report);
        html.close().line();
        objections(html, verdict);
        leftOut(html, report);
        about(html, facts);
    }

    static String name(ReportFacts facts) {
        return Texts.simple(facts.provider().equals(ReportFacts.NO_PROVIDER) ? facts.suite() : facts.provider());
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
            html.open("a", "href", "#all", "data-outcome", outcome.name(), "title", Labels.word(outcome));
            html.element("b", String.valueOf(count)).element("span", outcome.text());
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
        reasons(html, "Not applicable", report, Outcome.NOT_APPLICABLE);
        reasons(html, "Challenged", report, Outcome.CHALLENGED);
        html.open("div").element("h3", "Known failures");
        nothing(html, report.baseline().isEmpty());
        report.baseline()
                .forEach((id, reason) -> html.open("p", "class", "reason")
                        .element("code", id)
                        .element("span", reason)
                        .close());
        html.close().close().close().line();
    }

    /** Reasons with the ids that they stand for. */
    private static void reasons(Html html, String title, Report report, Outcome outcome) {
        Map<String, List<String>> reasons = new TreeMap<>();
        report.results().stream()
                .filter(result -> result.outcome() == outcome)
                .forEach(result -> reasons.computeIfAbsent(String.valueOf(result.reason()), key -> new ArrayList<>())
                        .add(result.id()));
        html.open("div").element("h3", title);
        nothing(html, reasons.isEmpty());
        reasons.forEach((reason, ids) -> {
            html.open("details", "class", "reason").open("summary").text(reason + " ");
            html.element("small", Texts.number(ids.size(), "requirement", "requirements"))
                    .close();
            html.element("p", String.join(", ", ids), "class", "quiet").close();
        });
        html.close();
    }

    private static void nothing(Html html, boolean nothing) {
        if (nothing) {
            html.element("p", "None.", "class", "quiet");
        }
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
