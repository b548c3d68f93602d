package io.github.llmbeans.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.llmbeans.tck.report.Outcome;
import io.github.llmbeans.tck.report.Result;
import io.github.llmbeans.tck.requirements.Requirement;
import io.github.llmbeans.tck.run.RunSettings;
import io.github.llmbeans.tck.run.Runner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The whole kit on the reference fifty times over, in random order, several checks at a time: whatever fails once is a
 * flake. Part of the profile {@code fifty-rounds}.
 */
class FiftyRoundsIT {
    private static final int ROUNDS = 50;
    private static final int THREADS = 12;

    @Test
    void noRequirementFailsInFiftyRoundsInRandomOrder() throws Exception {
        RunSettings settings = RunSettings.usual();
        Random random = new Random(settings.seed());
        ConcurrentLinkedQueue<String> flakes = new ConcurrentLinkedQueue<>();
        AtomicInteger outcomes = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (PrintStream progress = progress();
                Runner runner = new Runner(new Reference(), settings)) {
            progress.println("seed " + settings.seed());
            for (int round = 1; round <= ROUNDS; round++) {
                List<Requirement> order =
                        new ArrayList<>(settings.requirements().all());
                Collections.shuffle(order, random);
                List<Future<?>> running = new ArrayList<>();
                for (Requirement requirement : order) {
                    running.add(threads.submit(() -> {
                        Result result = runner.run(requirement);
                        outcomes.incrementAndGet();
                        if (result.outcome() == Outcome.FAIL || result.outcome() == Outcome.NOT_RUN) {
                            flakes.add(result.message());
                        }
                    }));
                }
                for (Future<?> done : running) {
                    done.get();
                }
                progress.println(
                        "round " + round + ": " + outcomes + " outcomes so far, " + flakes.size() + " failures");
            }
            flakes.forEach(progress::println);
        } finally {
            threads.shutdownNow();
        }
        assertThat(flakes).isEmpty();
    }

    private static PrintStream progress() throws IOException {
        Path dir = Files.createDirectories(Path.of("target", "fifty-rounds"));
        return new PrintStream(Files.newOutputStream(dir.resolve("progress.txt")), true, StandardCharsets.UTF_8);
    }
}
