package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A well-behaved client of a simulator, over real sockets. */
final class Client {

    /** So that a simulator that never answers fails a test instead of hanging it. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final GigaChatSimulator sim;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(GigaChatSimulator sim) {
        this.sim = sim;
    }

    /** A correct token request, to be spoilt by a test. */
    HttpRequest.Builder oauth() {
        return HttpRequest.newBuilder(URI.create(sim.authUrl()))
                .timeout(LIMIT)
                .setHeader("RqUID", UUID.randomUUID().toString())
                .setHeader("Authorization", "Basic " + sim.credentials())
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("scope=" + sim.scope()));
    }

    String token() {
        return object(send(oauth())).getString("access_token");
    }

    /** A correct completion request, to be spoilt by a test. */
    HttpRequest.Builder chat(String token, String body) {
        return api(token, "/chat/completions")
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder api(String token, String resource) {
        return HttpRequest.newBuilder(URI.create(sim.baseUrl() + resource))
                .timeout(LIMIT)
                .setHeader("Authorization", "Bearer " + token);
    }

    /** A look at the simulator itself. */
    HttpRequest.Builder simulator(String path) {
        return HttpRequest.newBuilder(URI.create(sim.baseUrl()).resolve(path)).timeout(LIMIT);
    }

    /** Asks one question with a token of its own. */
    HttpResponse<String> ask(String question) {
        return send(chat(token(), question(question)));
    }

    static String question(String question) {
        return "{\"model\":\"GigaChat-2\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    }

    /** The same question, to be answered as a stream. */
    static String streamed(String question) {
        return question(question).replace("{\"model\"", "{\"stream\":true,\"model\"");
    }

    /** Asks for a stream with a token of its own. */
    StreamReader stream(String body) {
        return stream(chat(token(), body));
    }

    StreamReader stream(HttpRequest.Builder request) {
        try {
            return new StreamReader(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonObject object(HttpResponse<String> response) {
        return Json.readObject(response.body())
                .orElseThrow(() -> new AssertionError("not a JSON object: " + response.body()));
    }

    static String content(HttpResponse<String> response) {
        return object(response)
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message")
                .getString("content");
    }

    static String finishReason(HttpResponse<String> response) {
        return object(response).getJsonArray("choices").getJsonObject(0).getString("finish_reason");
    }
}
