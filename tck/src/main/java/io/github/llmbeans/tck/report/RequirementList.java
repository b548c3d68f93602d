package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import java.util.List;

/** Every requirement with its outcome, by group, with a search that appears where scripts run. */
final class RequirementList {
    private RequirementList() {}

    static void write(Html html, Report report, Requirements requirements) {
        html.open("section", "id", "all").element("h2", "All requirements");
        filter(html);
        requirements.groups().forEach((group, title) -> {
            List<Requirement> members = requirements.all().stream()
                    .filter(requirement -> requirement.group().equals(group))
                    .toList();
            group(html, group, title, members, report);
        });
        html.element("p", "Nothing matches.", "class", "quiet nothing", "hidden", "hidden");
        html.close().line();
    }

    private static void filter(Html html) {
        html.open("form", "class", "filter", "role", "search", "hidden", "hidden");
        html.single(
                "input", "type", "search", "aria-label", "Search requirements", "placeholder", "Search ids and texts");
        html.open("select", "aria-label", "Outcome").element("option", "All outcomes", "value", "");
        for (Outcome outcome : Outcome.values()) {
            html.element("option", outcome.text(), "value", outcome.name());
        }
        html.close().element("output", "", "aria-live", "polite").close();
    }

    private static void group(Html html, String group, String title, List<Requirement> members, Report report) {
        html.open("div", "class", "group");
        html.open("h3")
                .text(title + " ")
                .element("small", group + " · " + members.size())
                .close();
        for (Requirement requirement : members) {
            Result result = report.result(requirement.id());
            if (result != null) {
                row(html, requirement, result);
            }
        }
        html.close().line();
    }

    private static void row(Html html, Requirement requirement, Result result) {
        html.open(
                "details",
                "class",
                "row",
                "id",
                requirement.id(),
                "data-outcome",
                result.outcome().name());
        html.open("summary").element("code", requirement.id());
        html.element("span", requirement.text(), "class", "text");
        html.element("span", requirement.level().name(), "class", "level");
        Labels.pill(html, result.outcome());
        html.element("span", result.checks().isEmpty() ? "" : Texts.time(result.millis()), "class", "time")
                .close();
        html.open("div", "class", "more").element("p", requirement.text(), "class", "full");
        html.element("p", requirement.intent(), "class", "quiet");
        if (result.reason() != null) {
            html.element("p", result.reason());
        }
        checks(html, result);
        if (result.outcome() == Outcome.FAIL) {
            html.open("p")
                    .element("a", "What went wrong", "href", "#failure-" + result.id())
                    .close();
        }
        html.close().close().line();
    }

    private static void checks(Html html, Result result) {
        html.open("ul", "class", "checks");
        for (CheckResult check : result.checks()) {
            html.open("li").text((check.passed() ? "✓ " : "✗ ") + check.name() + " ");
            html.element("small", Texts.time(check.millis())).close();
        }
        html.close();
    }
}
