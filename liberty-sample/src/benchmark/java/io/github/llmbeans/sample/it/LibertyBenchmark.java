package io.github.llmbeans.sample.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Open Liberty does with the sample on it: how many questions it answers in a second, and how many slow ones it holds
 * with a heap of 512 MB. The model is a server that answers at once, or after 5 s.
 */
final class LibertyBenchmark {
    private static final int HEAP_MEGABYTES = 512;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 2));
    private static final List<Integer> CALLERS = List.of(1, 32, 256);
    private static final int WARM_CALLERS = 32;
    private static final double FASTER = 1.05;
    private static final int QUIET_SLICES = 3;
    private static final int MOST_SLICES = 30;
    private static final List<Integer> SLOW_CALLS = Arrays.stream(
                    System.getProperty("benchmark.slow", "500,1000,2000,4000,8000,10000").split(","))
            .map(Integer::valueOf)
            .toList();

    private final List<String> lines = new ArrayList<>();
    private final FastModel model;

    private LibertyBenchmark(FastModel model) {
        this.model = model;
    }

    /** Takes its settings from system properties; writes {@code target/benchmark-liberty.txt} and says the same. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (FastModel model = FastModel.start()) {
            LibertyBenchmark benchmark = new LibertyBenchmark(model);
            benchmark.requests();
            for (boolean virtual : Runtime.version().feature() >= 21 ? new boolean[] {false, true} : new boolean[1]) {
                benchmark.slowCalls(virtual);
            }
            Files.write(Path.of("target", "benchmark-liberty.txt"), benchmark.lines, StandardCharsets.UTF_8);
        }
    }

    private void say(String line) {
        lines.add(line);
        System.out.println("[benchmark] " + line);
    }

    /** {@code POST /api/generate} beside {@code GET /api/info}, which asks no model: what the server takes for itself. */
    private void requests() throws InterruptedException {
        try (OwnServer server = start("benchmark-requests", model.atOnce(), Map.of())) {
            List<Slice> slices = new ArrayList<>();
            CALLERS.forEach(callers -> {
                slices.add(new Slice("POST api/generate", callers));
                slices.add(new Slice("GET api/info", callers));
            });
            Map<Slice, List<Load.Outcome>> outcomes = new TreeMap<>(Slice.ORDER);
            for (int turn = 0; turn < 2; turn++) {
                warmUp(server, "GET api/info");
                warmUp(server, "POST api/generate");
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Slice slice : slices) {
                    Load.Outcome outcome = Load.run(server, slice.request, slice.callers, SLICE);
                    outcomes.computeIfAbsent(slice, key -> new ArrayList<>()).add(outcome);
                }
                Collections.reverse(slices);
            }
            outcomes.forEach((slice, all) -> say(slice.request + ", callers=" + slice.callers + ": " + Load.median(all)));
        }
    }

    /** Until the server gets no faster any more: what its JVM compiles meanwhile costs time that is no request's. */
    private void warmUp(OwnServer server, String request) throws InterruptedException {
        double best = 0;
        int quiet = 0;
        int slices = 0;
        while (quiet < QUIET_SLICES && slices++ < MOST_SLICES) {
            double rate = Load.run(server, request, WARM_CALLERS, SLICE).perSecond();
            quiet = rate < best * FASTER ? quiet + 1 : 0;
            best = Math.max(best, rate);
        }
        say(String.format(Locale.ROOT, "warming up: %s, %d slices, %.0f answers/s", request, slices, best));
    }

    private void slowCalls(boolean virtual) throws InterruptedException {
        Map<String, String> threads = Map.of("GIGACHAT_VIRTUAL_THREADS", Boolean.toString(virtual));
        for (int calls : SLOW_CALLS) {
            SlowCalls.Outcome outcome;
            try (OwnServer server = start("benchmark-slow", model.slow(), withConnections(threads, calls))) {
                outcome = SlowCalls.held(server, calls);
            }
            say("slow calls, virtual threads " + (virtual ? "on" : "off") + ": " + outcome);
            if (!outcome.allAnswered()) {
                return;
            }
        }
    }

    private static Map<String, String> withConnections(Map<String, String> settings, int calls) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("GIGACHAT_MAX_CONNECTIONS", Integer.toString(calls));
        return all;
    }

    private static OwnServer start(String name, Map<String, String> upstream, Map<String, String> more) {
        Map<String, String> environment = new TreeMap<>(upstream);
        environment.put("GIGACHAT_CREDENTIALS", "YmVuY2htYXJrOmJlbmNobWFyaw==");
        environment.put("GIGACHAT_MAX_CONCURRENT_REQUESTS", "0");
        environment.put("GIGACHAT_MAX_CONNECTIONS", "256");
        environment.put("GIGACHAT_TIMEOUT", "120");
        environment.put("JVM_ARGS", "-Xms" + HEAP_MEGABYTES + "m -Xmx" + HEAP_MEGABYTES + "m");
        environment.putAll(more);
        OwnServer server = OwnServer.start(name, "<logging consoleLogLevel=\"ERROR\"/>", environment);
        Patience.untilStarted(server, () -> new Api(server.root()).ask("Hello").statusCode() == 200);
        return server;
    }

    private record Slice(String request, int callers) {
        static final java.util.Comparator<Slice> ORDER =
                java.util.Comparator.comparing(Slice::request).thenComparing(Slice::callers);
    }
}
