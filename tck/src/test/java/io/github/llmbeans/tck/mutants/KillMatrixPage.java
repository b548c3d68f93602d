package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The matrix as a page: a row for each mutant, a cell for each requirement. */
final class KillMatrixPage {
    private static final String HEAD = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Kill matrix</title>
            <style>
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
            body { margin: 2rem auto; max-width: 90rem; padding: 0 1rem }
            .wide { overflow: auto; max-height: 80vh; border: 1px solid #8884 }
            table { border-collapse: collapse } th { font-weight: 400; text-align: left; position: sticky; left: 0; background: Canvas }
            th, td { padding: 0 .4rem; white-space: nowrap; border-bottom: 1px solid #8882 }
            td { width: .55rem; height: 1.1rem; padding: 0; border-right: 1px solid #8882 }
            .own { background: #2a7d4f } .with { background: #c9a227 } .stranger { background: #c0392b }
            .none { background: #8883 } code { font-size: .85em } .what { opacity: .7; margin-left: .6rem }
            </style>
            <h1>Kill matrix</h1>
            """;

    private KillMatrixPage() {}

    static String write(List<KillMatrix.Row> rows) {
        long caught = rows.stream().filter(KillMatrix.Row::caught).count();
        StringBuilder page = new StringBuilder(HEAD)
                .append("<p>")
                .append(caught)
                .append(" of ")
                .append(rows.size())
                .append(
                        " broken providers are caught under the requirement that they break (green). Yellow: falls with it,"
                                + " as the requirements file says. Red: should not have failed. Grey: not run for this provider."
                                + " Empty: kept.</p><div class=wide><table>");
        rows.forEach(row -> row(row, page));
        return page.append("</table></div>\n").toString();
    }

    private static void row(KillMatrix.Row row, StringBuilder page) {
        page.append("<tr><th><code>")
                .append(row.own().id())
                .append("</code><span class=what>")
                .append(row.mutant().what().replace("&", "&amp;").replace("<", "&lt;"))
                .append("</span></th>");
        Map<String, Result> sorted = new TreeMap<>(row.results());
        sorted.forEach((id, result) -> page.append("<td title=\"")
                .append(id)
                .append("\" class=\"")
                .append(look(row, result))
                .append("\">"));
        page.append("</tr>\n");
    }

    private static String look(KillMatrix.Row row, Result result) {
        if (result.outcome() == Outcome.FAIL) {
            if (result.id().equals(row.own().id())) {
                return "own";
            }
            return row.fallsWith(result.id()) ? "with" : "stranger";
        }
        return result.outcome() == Outcome.PASS || result.outcome() == Outcome.REFUSED ? "kept" : "none";
    }
}
