package io.github.llmbeans.gigachat.benchmark;

import io.github.llmbeans.gigachat.benchmark.client.Client;
import io.github.llmbeans.gigachat.benchmark.client.ProviderClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A JVM that measures one client: does what its standard input says, line by line, and answers each with figures. */
public final class Worker {
    private static final Duration LIFETIME_OF_A_TOKEN = Duration.ofMinutes(31);
    private static final int CALLERS_FOR_GROWTH = 8;
    private static final double QUIET = 0.1;
    private static final int QUIET_SLICES = 2;
    private static final int MOST_SLICES = 8;

    private final String way;
    private final String server;
    private final Client client;

    private Worker(String way, String server) {
        this.way = way;
        this.server = server;
        this.client = Client.of(way, server, "");
    }

    /** Arguments: who is measured, and where the server is. */
    public static void main(String[] args) throws Exception {
        Worker worker = new Worker(args[0], args[1]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(worker.answer(line.split(" ")).line());
        }
        System.exit(0); // Whoever is held, is held no longer.
    }

    private Figures answer(String[] words) throws Exception {
        return switch (words[0]) {
            case "load" -> load(words[1], number(words[2]), TimeUnit.MILLISECONDS.toNanos(number(words[3])));
            case "warm" -> warm(words[1], number(words[2]), TimeUnit.MILLISECONDS.toNanos(number(words[3])));
            case "first" -> first(words[1], number(words[2]), TimeUnit.MILLISECONDS.toNanos(number(words[3])));
            case "expired" -> expired(number(words[1]));
            case "revoked" -> revoked(number(words[1]));
            case "held" -> new Held(Client.of(way, server, "hold/"), server).blocking(number(words[1]));
            case "held-async" -> new Held(Client.of(way, server, "hold/"), server).async(number(words[1]));
            case "growth" -> growth(TimeUnit.MILLISECONDS.toNanos(number(words[1])));
            default -> throw new IllegalArgumentException("what is " + words[0] + "?");
        };
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private Figures load(String kind, int callers, long nanos) throws InterruptedException {
        return new Load(client, kind, first -> {}).run(callers, nanos);
    }

    /** Until next to nothing is compiled any more: what is compiled costs processor time that is no call's. */
    private Figures warm(String kind, int callers, long nanos) throws InterruptedException {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long begin = System.nanoTime();
        int quiet = 0;
        double calls = 0;
        int slices = 0;
        while (quiet < QUIET_SLICES && slices < MOST_SLICES) {
            long before = compiler.getTotalCompilationTime();
            long start = System.nanoTime();
            calls += load(kind, callers, nanos).get("calls");
            double share = (compiler.getTotalCompilationTime() - before) * 1e6 / (System.nanoTime() - start);
            quiet = share < QUIET ? quiet + 1 : 0;
            slices++;
        }
        return new Figures().with("calls", calls).with("seconds", (System.nanoTime() - begin) / 1e9);
    }

    /** How long first pieces take when the pieces come one by one. */
    private Figures first(String kind, int callers, long nanos) throws InterruptedException {
        try (Client paced = Client.of(way, server, "paced/")) {
            new Load(paced, kind, first -> {}).run(callers, nanos);
            Durations durations = new Durations();
            Figures figures = new Load(paced, kind, durations::add).run(callers, nanos);
            return figures.with("median", durations.percentile(50) / 1e3).with("p99", durations.percentile(99) / 1e3);
        }
    }

    private Figures expired(int callers) throws Exception {
        ((ProviderClient) client).pass(LIFETIME_OF_A_TOKEN);
        return new Storm(client, server).run(callers);
    }

    private Figures revoked(int callers) throws Exception {
        Counters.expire(server);
        return new Storm(client, server).run(callers);
    }

    /** What is kept of calls that are over. */
    private Figures growth(long nanos) throws InterruptedException {
        load("plain", CALLERS_FOR_GROWTH, nanos);
        load("stream", CALLERS_FOR_GROWTH, nanos);
        long before = Heap.used();
        double calls = load("plain", CALLERS_FOR_GROWTH, nanos).get("calls")
                + load("stream", CALLERS_FOR_GROWTH, nanos).get("calls");
        return new Figures().with("calls", calls).with("bytes", (Heap.used() - before) / calls);
    }
}
