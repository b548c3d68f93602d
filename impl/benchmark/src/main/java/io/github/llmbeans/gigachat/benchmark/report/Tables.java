package io.github.llmbeans.gigachat.benchmark.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of one run, as Markdown; sections that were not measured are left out. */
final class Tables {
    private static final Map<String, String> WAYS = Map.of(
            "provider", "the provider",
            "rest", "the bare REST client",
            "jdk", "`java.net.http` + Jackson",
            "sockets", "sockets");
    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("tokenRead", "the token, read"),
            Map.entry("tokenReadByEight", "the token, read by eight threads at once"),
            Map.entry("requestWritten", "the request, from the contract's to bytes"),
            Map.entry("answerRead", "the answer, checked and read"),
            Map.entry("answerReadByJackson", "the answer, read by Jackson into a tree"),
            Map.entry("answerReadByJsonb", "the answer, checked and read by JSON-B"),
            Map.entry("pieceRead", "one piece of a stream, checked and read"),
            Map.entry("likePieceRead", "one piece of a stream that differs from the one before in its text only"),
            Map.entry("twentyEventsRead", "twenty events, found in their bytes"),
            Map.entry("headersSet", "the headers of a request"),
            Map.entry("headersSetByEight", "the headers of a request, by eight threads at once"));

    private final Results results;
    private final Summary summary;
    private final StringBuilder text = new StringBuilder();

    Tables(Results results) {
        this.results = results;
        this.summary = new Summary(results);
    }

    String text() {
        machine();
        if (results.has("load")) {
            load("Whole answers", "plain");
            load("Streams of twenty pieces", "stream");
            load("The same streams in a loop, `BlockingStream`", "loop");
        }
        first();
        storms();
        held();
        cold();
        server();
        parts();
        return text.toString();
    }

    private void machine() {
        Facts facts = results.facts();
        heading("Measured");
        line(
                "On %s: %d cores of %s, %s, %s, switches `%s`; %d rounds of %.1f s each, in turn.",
                facts.date(),
                facts.cores(),
                facts.cpu(),
                facts.system(),
                facts.java(),
                String.join(" ", facts.jvmArgs()),
                facts.rounds(),
                facts.millis() / 1000.0);
        line("");
        line(
                "Versions: %s.",
                String.join(
                        ", ",
                        facts.versions().entrySet().stream()
                                .map(jar -> jar.getKey() + " " + jar.getValue())
                                .toList()));
    }

    private void load(String title, String kind) {
        heading(title);
        line(
                "The provider's figure divided by the other's in the same round; the median of all rounds. More is better for"
                        + " calls a second, less for the rest.");
        line("");
        line(
                "| Callers | Against | Calls a second | Processor time a call | Allocated a call | Provider, calls/s and us a call |");
        line("| ---: | --- | ---: | ---: | ---: | ---: |");
        for (int callers : List.of(1, 32, 256)) {
            for (String other : List.of("rest", "jdk")) {
                double rate = summary.ratio(kind, callers, "rate", other);
                if (!Double.isNaN(rate)) {
                    line(
                            "| %d | %s | %.2f | %.2f | %.2f | %s, %s |",
                            callers,
                            WAYS.get(other),
                            rate,
                            summary.ratio(kind, callers, "cpu", other),
                            summary.ratio(kind, callers, "bytes", other),
                            round(results.median("load", "provider", kind, callers, "rate")),
                            round(results.median("load", "provider", kind, callers, "cpu")));
                }
            }
        }
    }

    private void first() {
        if (!results.has("first")) {
            return;
        }
        heading("Time to the first piece");
        line("Of a stream whose server sends the first piece at once and the others 5 ms apart, in ms.");
        line("");
        line("| Callers | Who | Median | 99 % within |");
        line("| ---: | --- | ---: | ---: |");
        each(
                "first",
                sample -> String.format(
                        Locale.ROOT,
                        "| %d | %s | %.2f | %.2f |",
                        sample.callers(),
                        WAYS.get(sample.way()),
                        median(sample, "median") / 1000,
                        median(sample, "p99") / 1000));
    }

    private void storms() {
        if (!results.has("storm")) {
            return;
        }
        heading("Many callers and no good token");
        line("256 callers ask at the same moment.");
        line("");
        line("| What has happened | Token requests | Requests answered with 401 | All answered after |");
        line("| --- | ---: | ---: | ---: |");
        each(
                "storm",
                sample -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.0f ms |",
                        sample.kind().equals("expired") ? "the token has expired" : "the server has revoked the token",
                        round(median(sample, "tokens")),
                        round(median(sample, "rejected")),
                        median(sample, "millis")));
    }

    private void held() {
        if (results.has("held")) {
            heading("What a waiting call keeps");
            line(
                    "The server takes the requests and does not answer; heap after a collection, for each call. Of the provider's"
                            + " 5,000 asynchronous calls 256 have a connection and the others wait for one.");
            line("");
            line("| Who | Calls | Heap a call | Threads more |");
            line("| --- | ---: | ---: | ---: |");
            each(
                    "held",
                    sample -> String.format(
                            Locale.ROOT,
                            "| %s, %s | %d | %.1f KiB | %s |",
                            WAYS.get(sample.way()),
                            sample.kind(),
                            sample.callers(),
                            median(sample, "bytes") / 1024,
                            round(median(sample, "threads"))));
        }
        if (results.has("growth")) {
            line("");
            line(
                    "Of %s calls that were over, half of them streams, the provider kept %.2f bytes each.",
                    round(results.median("growth", "provider", "plain and stream", 8, "calls")),
                    Math.max(0, results.median("growth", "provider", "plain and stream", 8, "bytes")));
        }
    }

    private void cold() {
        if (!results.has("cold")) {
            return;
        }
        heading("From nothing to the first answer");
        line("In a new JVM, from the first line of `main`; the processor time is that of the whole JVM.");
        line("");
        line("| Who | Client made | First answer | Processor time |");
        line("| --- | ---: | ---: | ---: |");
        each(
                "cold",
                sample -> String.format(
                        Locale.ROOT,
                        "| %s | %s ms | %s ms | %s ms |",
                        WAYS.get(sample.way()),
                        round(median(sample, "made")),
                        round(median(sample, "answered")),
                        round(median(sample, "cpu"))));
    }

    private void server() {
        if (!results.has("server")) {
            return;
        }
        heading("The server is not the limit");
        line("Asked by 32 sockets that look at nothing:");
        line("");
        line("| Answer | Answers a second | Server's processor time for each |");
        line("| --- | ---: | ---: |");
        each(
                "server",
                sample -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f us |",
                        sample.kind().equals("plain") ? "whole" : "twenty pieces",
                        round(median(sample, "rate")),
                        median(sample, "cpu")));
    }

    private void parts() {
        if (!results.has("parts")) {
            return;
        }
        heading("The parts of a call");
        line("| Part | Time | Allocated |");
        line("| --- | ---: | ---: |");
        each(
                "parts",
                sample -> String.format(
                        Locale.ROOT,
                        "| %s | %s ns | %s B |",
                        PARTS.getOrDefault(sample.kind(), sample.kind()),
                        round(median(sample, "nanos")),
                        round(median(sample, "bytes"))));
    }

    private double median(Results.Sample sample, String figure) {
        return results.median(sample.what(), sample.way(), sample.kind(), sample.callers(), figure);
    }

    private void each(String what, java.util.function.Function<Results.Sample, String> row) {
        results.samples().stream()
                .filter(sample -> sample.what().equals(what))
                .map(row)
                .distinct()
                .forEach(this::line);
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private void heading(String title) {
        text.append("\n## ").append(title).append("\n\n");
    }

    private void line(String format, Object... values) {
        text.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
