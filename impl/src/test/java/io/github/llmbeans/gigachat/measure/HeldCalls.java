package io.github.llmbeans.gigachat.measure;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes so many asynchronous calls at once and writes one line about what that cost. Runs in a JVM of its own. */
final class HeldCalls {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private HeldCalls() {}

    /** Port of the upstream, calls, connections, virtual threads, milliseconds until the calls are looked at. */
    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        try (GigaChatProvider provider = new GigaChatProvider(ProviderConfig.builder("measured")
                .baseUrl("http://127.0.0.1:" + args[0] + "/v1")
                .timeout(Duration.ofMinutes(5))
                .maxRetries(0)
                .option("access-token", "a-ready-token")
                .option("max-concurrent-requests", "0")
                .option("max-connections", args[2])
                .option("virtual-threads", args[3])
                .build())) {
            measure(provider, 20, 0);
            System.out.println("calls=" + calls + " connections=" + args[2] + " virtual=" + args[3] + " java="
                    + Runtime.version().feature() + measure(provider, calls, Long.parseLong(args[4])));
        }
    }

    private static String measure(GigaChatProvider provider, int calls, long lookAfter) throws Exception {
        long before = usedHeap();
        THREADS.resetPeakThreadCount();
        int threadsBefore = THREADS.getThreadCount();
        Map<String, Integer> outcomes = new ConcurrentHashMap<>();
        List<CompletableFuture<?>> futures = new ArrayList<>(calls);
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            futures.add(provider.chatAsync(ChatRequest.of("Question " + i))
                    .handle((answer, e) ->
                            outcomes.merge(e == null ? "answered" : e.getClass().getSimpleName(), 1, Integer::sum))
                    .toCompletableFuture());
        }
        long issued = System.nanoTime() - start;
        TimeUnit.MILLISECONDS.sleep(lookAfter);
        long held = futures.stream().filter(future -> !future.isDone()).count();
        Map<String, Long> threads = platformThreads();
        long heap = usedHeap() - before;
        CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).get(10, TimeUnit.MINUTES);
        return String.format(
                Locale.ROOT,
                " held=%d heapPerHeldCall=%.1fKiB platformThreads=+%d issuedIn=%.2fs allIn=%.1fs rssPeak=%sMiB %s %s",
                held,
                heap / 1024.0 / Math.max(1, held),
                THREADS.getPeakThreadCount() - threadsBefore,
                issued / 1e9,
                (System.nanoTime() - start) / 1e9,
                residentPeak(),
                new TreeMap<>(outcomes),
                threads);
    }

    /** How many there are of each name, without their numbers. */
    private static Map<String, Long> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("[- ]?[0-9]+$", ""))
                .filter(name -> name.startsWith("llmbeans"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String residentPeak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return !Files.exists(status)
                ? "?"
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                        .findFirst()
                        .orElse("?");
    }
}
