package io.github.llmbeans.tck.report;

import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.requirements.Requirements;
import java.util.List;

/** The failures with everything that was found out about them. */
final class FailureList {
    private static final List<String> PARTS =
            List.of("\nExpected: ", "\nSeen: ", "\n\nCheck first:\n", "\n\nLast exchange:\n");

    private FailureList() {}

    static void write(Html html, Report report, Requirements requirements) {
        List<Result> failed = report.results().stream()
                .filter(result -> result.outcome() == Outcome.FAIL)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        html.open("section", "id", "failures").element("h2", "Failures");
        failed.forEach(result -> failure(html, result, report, requirements));
        html.close().line();
    }

    private static void failure(Html html, Result result, Report report, Requirements requirements) {
        html.open("article", "id", "failure-" + result.id()).open("header");
        html.open("h3").element("code", result.id()).close();
        html.element("span", result.level().name(), "class", "level");
        if (report.baseline().containsKey(result.id())) {
            html.element("span", "known", "class", "level");
        }
        html.close();
        html.element("p", requirements.find(result.id()).map(Requirement::text).orElse(""));
        result.checks().stream().filter(check -> !check.passed()).forEach(check -> check(html, check));
        html.close().line();
    }

    private static void check(Html html, CheckResult check) {
        html.open("div", "class", "check").element("h4", check.name());
        String message = String.valueOf(check.message());
        String[] parts = split(message);
        if (parts.length == 0) {
            html.element("pre", message);
        } else {
            html.open("dl").element("dt", "Expected").element("dd", parts[0], "class", "as-is");
            html.element("dt", "Seen").element("dd", parts[1], "class", "as-is seen");
            html.element("dt", "Check first").open("dd").open("ul");
            parts[2].lines().forEach(line -> html.element("li", line.startsWith("- ") ? line.substring(2) : line));
            html.close().close().element("dt", "Last exchange");
            html.open("dd").element("pre", parts[3]).close().close();
        }
        html.close();
    }

    /** The four parts of a message, or nothing if it is made otherwise. */
    private static String[] split(String message) {
        String[] parts = new String[PARTS.size()];
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            int start = message.indexOf(PARTS.get(i), from);
            if (start < 0) {
                return new String[0];
            }
            if (i > 0) {
                parts[i - 1] = message.substring(from, start);
            }
            from = start + PARTS.get(i).length();
        }
        parts[parts.length - 1] = message.substring(from);
        return parts;
    }
}
