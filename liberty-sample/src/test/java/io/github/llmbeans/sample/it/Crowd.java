package io.github.llmbeans.sample.it;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Many people who ask at once, each once, over HTTP, half of them for a stream.
 *
 * @param statuses how many were answered with which status; a stream that fails after its beginning counts as 500
 * @param bodies what those were told who got no answer
 * @param millis from the first question to the last answer
 */
record Crowd(Map<Integer, Integer> statuses, List<String> bodies, long millis) {
    static Crowd of(int people, URI root) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        long start = System.nanoTime();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            boolean streamed = i % 2 == 0;
            String question = streamed ? ApiTest.messages("Question " + i) : ApiTest.prompt("Question " + i);
            answers.add(http.sendAsync(
                    HttpRequest.newBuilder(root.resolve(streamed ? "api/stream" : "api/generate"))
                            .timeout(Duration.ofMinutes(3))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(question))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> bodies = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.join();
            boolean good = response.statusCode() == 200 && !response.body().contains("event: error");
            statuses.merge(good || response.statusCode() != 200 ? response.statusCode() : 500, 1, Integer::sum);
            if (!good) {
                bodies.add(response.body());
            }
        }
        return new Crowd(statuses, bodies, (System.nanoTime() - start) / 1_000_000);
    }

    int answered() {
        return statuses.getOrDefault(200, 0);
    }
}
