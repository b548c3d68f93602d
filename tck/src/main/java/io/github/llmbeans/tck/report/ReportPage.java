package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.internal.Hashes;
import io.github.llmbeans.tck.requirements.Requirements;

/** A report as one page for people: no file beside it, nothing from the network, readable without its script. */
final class ReportPage {
    private static final String CSS = Texts.resource("report.css");
    private static final String SCRIPT = Texts.resource("report.js");

    private ReportPage() {}

    static String write(Report report, Verdict verdict, Requirements requirements) {
        Html html = new Html();
        html.raw("<!doctype html>\n").open("html", "lang", "en");
        head(html, report, verdict);
        html.open("body", "class", verdict.passed() ? "passed" : "failed").open("main");
        FirstScreen.write(html, report, verdict, requirements);
        FailureList.write(html, report, requirements);
        RequirementList.write(html, report, requirements);
        html.close().raw("<script>").raw(SCRIPT).raw("</script>");
        html.close().close().line();
        return html.toString();
    }

    private static void head(Html html, Report report, Verdict verdict) {
        html.open("head").single("meta", "charset", "utf-8");
        html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.single("meta", "name", "color-scheme", "content", "light dark");
        html.single("meta", "name", "referrer", "content", "no-referrer");
        html.single("meta", "http-equiv", "Content-Security-Policy", "content", policy());
        html.element("title", title(report, verdict));
        html.raw("<style>").raw(CSS).raw("</style>").close().line();
    }

    private static String title(Report report, Verdict verdict) {
        return FirstScreen.name(report.facts()) + (verdict.passed() ? " passed" : " failed")
                + " · LLM Beans conformance";
    }

    /** Nothing but the page's own style and script is ever applied, whatever a provider's texts hold. */
    private static String policy() {
        return "default-src 'none'; style-src 'sha256-" + Hashes.sha256Base64(CSS) + "'; script-src 'sha256-"
                + Hashes.sha256Base64(SCRIPT) + "'; base-uri 'none'; form-action 'none'";
    }
}
