package io.github.llmbeans.gigachat.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.gigachat.GigaChatProvider;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Mixed load against a server that fails at random, for as long as {@code -Dsoak.minutes} says, 30 by default. Run by the
 * profile {@code soak}; the figures are in {@code impl/target/soak.txt}.
 */
class SoakIT {
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "30"));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final int LOOKS = 30;

    private final Books books = new Books();
    private final List<Long> heap = new ArrayList<>();
    private final List<Integer> threads = new ArrayList<>();

    @Test
    void everyCallIsAccountedForAndNothingGrows() throws Exception {
        Logger quiet = Logger.getLogger("io.github.llmbeans");
        quiet.setLevel(Level.OFF);
        try (PrintStream out = new PrintStream(
                        Files.newOutputStream(Path.of("target", "soak.txt")), true, StandardCharsets.UTF_8);
                MoodyServer moody = new MoodyServer(SEED)) {
            out.println("seed " + SEED + ", " + MINUTES + " minutes");
            GigaChatProvider provider = provider(moody);
            Callers callers = new Callers(provider, books);
            callers.start();
            for (int look = 1; look <= LOOKS; look++) {
                look(moody, out, look);
            }
            callers.stop();
            out.println("at the end: " + books + ", open " + books.open());

            assertThat(books.unexpected()).isEmpty();
            assertThat(books.open()).isZero();
            assertThat(books.of("answered")).isPositive();
            assertThat(provider.generateAsync("prompt-0", io.github.llmbeans.GenerationParams.defaults())
                            .handle((text, failure) -> "over")
                            .toCompletableFuture()
                            .get(60, TimeUnit.SECONDS))
                    .isEqualTo("over");
            provider.close();
            assertThatNothingStays();
            assertThatItIsLevel();
        } finally {
            quiet.setLevel(null);
        }
    }

    private static GigaChatProvider provider(MoodyServer moody) {
        return new GigaChatProvider(ProviderConfig.builder("soak")
                .apiKey("a2V5OnZlcnktc2VjcmV0")
                .baseUrl(moody.server.uri() + "/v1")
                .authUrl(moody.server.uri() + "/oauth")
                .timeout(Duration.ofSeconds(3))
                .maxRetries(2)
                .option("retry-backoff-factor", "0.02")
                .option("stream-idle-timeout", "2")
                .option("token-expiry-buffer-ms", "500")
                .option("max-concurrent-requests", "16")
                .build());
    }

    private void look(MoodyServer moody, PrintStream out, int look) throws InterruptedException {
        long nanos = (long) (MINUTES * 60e9 / LOOKS);
        long end = System.nanoTime() + nanos;
        CountDownLatch never = new CountDownLatch(1);
        while (System.nanoTime() < end) {
            never.await(200, TimeUnit.MILLISECONDS);
            moody.server.clearRequests();
        }
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024;
        int live = ManagementFactory.getThreadMXBean().getThreadCount();
        heap.add(used);
        threads.add(live);
        out.printf(
                Locale.ROOT,
                "%5.1f min heap=%d KiB threads=%d underway=%d %s%n",
                look * MINUTES / LOOKS,
                used,
                live,
                moody.server.underWay(),
                books);
    }

    /** The provider's own threads end once it is closed. */
    private static void assertThatNothingStays() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        List<String> left = ours();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            left = ours();
        }
        assertThat(left).as("threads a minute after the end").isEmpty();
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("llmbeans-soak"))
                .toList();
    }

    /** The last third of the looks against the second. */
    private void assertThatItIsLevel() {
        int third = LOOKS / 3;
        double before = heap.subList(third, 2 * third).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
        double after = heap.subList(2 * third, LOOKS).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
        assertThat(after).as("KiB of heap: %s", heap).isLessThan(before * 1.25 + 8_192);
        double threadsBefore = threads.subList(third, 2 * third).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow();
        double threadsAfter = threads.subList(2 * third, LOOKS).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow();
        assertThat(threadsAfter).as("threads: %s", threads).isLessThan(threadsBefore * 1.25 + 16);
    }
}
