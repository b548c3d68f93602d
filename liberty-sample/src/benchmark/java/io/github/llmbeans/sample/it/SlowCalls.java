package io.github.llmbeans.sample.it;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** So many questions at once to a model that takes 5 s for each. */
final class SlowCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int AT_ONCE = 200;

    private SlowCalls() {}

    static Outcome held(OwnServer server, int calls) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.root().resolve("api/generate"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"prompt\":\"Hello\"}"))
                .build();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long begun = System.nanoTime();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .handle((response, failure) ->
                            failure == null ? "" + response.statusCode() : failure.getClass().getSimpleName()));
            if (i % AT_ONCE == AT_ONCE - 1) {
                // Not more connections at a time than the server's backlog takes.
                Thread.sleep(20);
            }
        }
        ServerProcess process = ServerProcess.of(server);
        int threads = 0;
        long memory = 0;
        CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            threads = Math.max(threads, process.threads());
            memory = Math.max(memory, process.residentMegabytes());
            Thread.sleep(200);
        }
        Map<String, Integer> outcomes = new TreeMap<>();
        answers.forEach(answer -> outcomes.merge(answer.join(), 1, Integer::sum));
        return new Outcome(calls, outcomes, (System.nanoTime() - begun) / 1e9, threads, memory);
    }

    /**
     * What came of it.
     *
     * @param outcomes how often which status or failure
     * @param seconds from the first question to the last answer
     * @param threads of the server at most
     * @param megabytes of memory that the server's process had at most
     */
    record Outcome(int calls, Map<String, Integer> outcomes, double seconds, int threads, long megabytes) {
        boolean allAnswered() {
            return outcomes.getOrDefault("200", 0) == calls;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d at once: %s in %.1f s, %d threads, %d MB resident",
                    calls,
                    outcomes,
                    seconds,
                    threads,
                    megabytes);
        }
    }
}
