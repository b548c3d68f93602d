package io.github.llmbeans.gigachat.benchmark.report;

import java.util.List;
import java.util.Locale;

/** The provider beside the bare interface on each engine, as far as they have been measured. */
final class Engines {
    private static final List<Integer> CALLERS = List.of(1, 32, 256);

    private Engines() {}

    static String text(Results main, List<Results> others) {
        if (others.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n## Other engines\n\nThe provider's figure divided by that of the bare"
                + " REST client on the same engine, and by that of `java.net.http` + Jackson; processor time a call.\n\n"
                + "| Engine | Kind | Callers | To the bare client | To `java.net.http` | Provider, us a call |\n"
                + "| --- | --- | ---: | ---: | ---: | ---: |\n");
        rows(text, main);
        others.forEach(other -> rows(text, other));
        return text.toString();
    }

    private static void rows(StringBuilder text, Results results) {
        Summary summary = new Summary(results);
        for (String kind : List.of("plain", "stream")) {
            for (int callers : CALLERS) {
                double rest = summary.ratio(kind, callers, "cpu", "rest");
                if (!Double.isNaN(rest)) {
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %s | %d | %.2f | %.2f | %.0f |%n",
                            results.facts().engine(),
                            kind.equals("plain") ? "whole" : "twenty pieces",
                            callers,
                            rest,
                            summary.ratio(kind, callers, "cpu", "jdk"),
                            results.median("load", "provider", kind, callers, "cpu")));
                }
            }
        }
    }
}
