package io.github.llmbeans.sample.compatibility;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of servers between two marks of a document; one line for each server, version and Java. */
final class ServerTable {
    static final String BEGIN = "<!-- servers: written by mvn verify -Dservers -Pcompatibility -->\n";
    static final String END = "<!-- end of servers -->\n";
    private static final String HEAD = """
            | Server | Java | MicroProfile Rest Client | Verdict | Tests in the server | Conformance kit | Remarks |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final String document;
    private final int from;
    private final int to;

    private ServerTable(String document, int from, int to) {
        this.document = document;
        this.from = from;
        this.to = to;
    }

    static ServerTable in(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the document lacks the lines\n" + BEGIN + END);
        }
        return new ServerTable(document, begin + BEGIN.length(), end);
    }

    /** The document with these runs in its table; a run takes the place of an earlier one of the same server and Java. */
    String with(List<ServerRun> runs) {
        TreeMap<String, String> rows = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        document.substring(from, to)
                .lines()
                .filter(line -> line.startsWith("| ") && !HEAD.contains(line))
                .forEach(line -> rows.put(key(line), line));
        runs.stream().map(ServerTable::row).forEach(line -> rows.put(key(line), line));
        String table = rows.values().stream().collect(Collectors.joining("\n", "\n" + HEAD, "\n\n"));
        return document.substring(0, from) + table + document.substring(to);
    }

    /** Server with its version, and Java. */
    private static String key(String line) {
        String[] cells = line.split("\\|", 4);
        return cells[1] + cells[2];
    }

    private static String row(ServerRun run) {
        List<String> cells = new ArrayList<>();
        cells.add(run.fact("server") + " " + run.fact("server.version"));
        cells.add(run.fact("java").replaceAll("[.+].*", ""));
        cells.add(
                run.fact("rest-client.version").isEmpty()
                        ? "not known"
                        : run.fact("rest-client.version") + ", " + run.fact("rest-client.engine"));
        cells.add(run.passed() ? "passes" : "**does not pass**");
        cells.add((run.tests() - run.failed() - run.skipped()) + " of " + run.tests());
        cells.add(run.conformance().map(KitReport::toString).orElse("has not run"));
        cells.add(run.fact("remarks"));
        return cells.stream()
                .map(cell -> cell.strip().replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
