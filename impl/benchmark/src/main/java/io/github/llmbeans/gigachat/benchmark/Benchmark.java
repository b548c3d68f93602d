package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.report.Page;
import io.github.llmbeans.gigachat.benchmark.report.Results;
import io.github.llmbeans.gigachat.benchmark.server.FastServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures everything, one thing at a time: a server and each of those who are compared in a JVM of its own, in turn, in
 * several rounds. Writes what it has seen as JSON and as a page.
 */
public final class Benchmark {
    private static final String PROVIDER = "provider";

    private final Options options;
    private final Results results;
    private final String server;
    private final int port;

    private Benchmark(Options options, Results results, int port) {
        this.options = options;
        this.results = results;
        this.port = port;
        this.server = "http://127.0.0.1:" + port + "/";
    }

    /** Takes its settings from system properties; README.md says which. */
    public static void main(String[] args) throws Exception {
        Options options = Options.fromProperties();
        if (options.isElsewhere()) {
            return;
        }
        Results results = Results.of(options.engine(), options.rounds(), options.millis(), options.jvmArgs());
        try (Child fast = new Child(List.of("-Xmx256m"), FastServer.class)) {
            new Benchmark(options, results, Integer.parseInt(fast.line())).measure();
        }
        if (options.measures("parts")) {
            say("parts");
            Parts.measure(options.millis(), results);
        }
        Page.write(results, options.directory(), options.publish());
    }

    private static void say(String what) {
        System.out.println("[benchmark] " + what);
    }

    private void measure() throws IOException {
        if (options.measures("server")) {
            say("the server alone");
            serverAlone("application/json", "plain");
            serverAlone("text/event-stream", "stream");
        }
        Map<String, Child> workers = new LinkedHashMap<>();
        try {
            for (String way : options.ways()) {
                workers.put(way, worker(way));
            }
            if (options.measures("load")) {
                load(workers);
            }
            if (options.measures("first")) {
                firstPieces(workers);
            }
            Child provider = workers.get(PROVIDER);
            if (provider != null) {
                provider(provider);
            }
        } finally {
            workers.values().forEach(Child::close);
        }
        for (String way : options.ways()) {
            alone(way);
        }
    }

    private Child worker(String way) throws IOException {
        return new Child(options.jvmArgs(), Worker.class, way, server);
    }

    private void serverAlone(String accept, String kind) throws IOException {
        Counters before = Counters.of(server);
        try (Child raw = new Child(
                List.of(), RawClient.class, "" + port, "32", "" + Math.max(1000, 2 * options.millis()), accept)) {
            Figures figures = raw.figures();
            double cpu = (Counters.of(server).cpu() - before.cpu()) / 1e3 / figures.get("calls");
            results.add(
                    "server", "sockets", kind, 32, 0, figures.with("cpu", cpu).values());
        }
    }

    private void load(Map<String, Child> workers) throws IOException {
        List<Slice> slices = new ArrayList<>();
        for (String kind : List.of("plain", "stream", "loop")) {
            for (int callers : options.callers()) {
                for (String way : workers.keySet()) {
                    if (!kind.equals("loop") || way.equals(PROVIDER)) {
                        slices.add(new Slice(way, kind, callers));
                    }
                }
            }
        }
        warmUp(workers);
        for (int round = 1; round <= options.rounds(); round++) {
            say("load, round " + round + " of " + options.rounds());
            for (Slice slice : slices) {
                Figures figures =
                        workers.get(slice.way).ask("load " + slice.kind + " " + slice.callers + " " + options.millis());
                results.add("load", slice.way, slice.kind, slice.callers, round, figures.values());
            }
            Collections.reverse(slices); // Nobody is always the one who comes after the same other.
        }
    }

    /** Everybody until it has settled, all kinds twice: what is compiled for one kind is often compiled anew for another. */
    private void warmUp(Map<String, Child> workers) throws IOException {
        for (int turn = 0; turn < 2; turn++) {
            for (Map.Entry<String, Child> worker : workers.entrySet()) {
                for (String kind : List.of("plain", "stream", "loop")) {
                    if (!kind.equals("loop") || worker.getKey().equals(PROVIDER)) {
                        Figures figures = worker.getValue().ask("warm " + kind + " 16 " + options.millis());
                        say("warming up: " + worker.getKey() + ", " + kind + ", " + figures.line());
                    }
                }
            }
        }
    }

    private void firstPieces(Map<String, Child> workers) throws IOException {
        say("first pieces");
        for (int callers : List.of(1, 32)) {
            for (Map.Entry<String, Child> worker : workers.entrySet()) {
                Figures figures = worker.getValue().ask("first stream " + callers + " " + options.millis());
                results.add("first", worker.getKey(), "stream", callers, 1, figures.values());
            }
        }
    }

    private void provider(Child provider) throws IOException {
        if (options.measures("storm")) {
            say("storms");
            provider.ask("load plain 256 " + options.millis());
            for (int round = 1; round <= options.rounds(); round++) {
                results.add(
                        "storm",
                        PROVIDER,
                        "expired",
                        256,
                        round,
                        provider.ask("expired 256").values());
                results.add(
                        "storm",
                        PROVIDER,
                        "revoked",
                        256,
                        round,
                        provider.ask("revoked 256").values());
            }
        }
        if (options.measures("growth")) {
            say("growth");
            Figures figures = provider.ask("growth " + 2 * options.millis());
            results.add("growth", PROVIDER, "plain and stream", 8, 1, figures.values());
        }
    }

    /** What needs a fresh JVM. */
    private void alone(String way) throws IOException {
        if (options.measures("held")) {
            say("held calls: " + way);
            try (Child worker = worker(way)) {
                worker.ask("load plain 200 " + options.millis());
                results.add(
                        "held", way, "blocking", 200, 1, worker.ask("held 200").values());
            }
            if (!way.equals("rest")) {
                try (Child worker = worker(way)) {
                    worker.ask("load plain 200 " + options.millis());
                    int calls = way.equals(PROVIDER) ? 5000 : 200;
                    Figures figures = worker.ask("held-async " + calls);
                    results.add("held", way, "asynchronous", calls, 1, figures.values());
                }
            }
        }
        if (options.measures("cold")) {
            say("cold starts: " + way);
            for (int round = 1; round <= Math.max(3, options.rounds()); round++) {
                try (Child cold = new Child(options.jvmArgs(), Cold.class, way, server)) {
                    results.add("cold", way, "plain", 1, round, cold.figures().values());
                }
            }
        }
    }

    private record Slice(String way, String kind, int callers) {}
}
