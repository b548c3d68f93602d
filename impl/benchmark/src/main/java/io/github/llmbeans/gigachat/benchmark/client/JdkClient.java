package io.github.llmbeans.gigachat.benchmark.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** {@code java.net.http} with Jackson, as somebody writes it by hand: no policy at all. */
final class JdkClient implements Client {
    private final ObjectMapper json =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String bearer;

    JdkClient(String server, String kind) {
        bearer = Tokens.bearer(server);
        address = URI.create(server + kind + "v1/chat/completions");
    }

    @Override
    public void call() {
        try {
            check(sent(request(false), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void check(HttpResponse<byte[]> response) {
        try {
            Answer answer = json.readValue(response.body(), Answer.class);
            Client.checkAnswer(answer.choices().get(0).message().content());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletionStage<?> callAsync() {
        return http.sendAsync(request(false), HttpResponse.BodyHandlers.ofByteArray())
                .thenAccept(this::check);
    }

    @Override
    public void stream(Runnable firstPiece) {
        int seen = 0;
        try (Stream<String> lines =
                sent(request(true), HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> each = lines.iterator();
            while (each.hasNext()) {
                String line = each.next();
                if (line.startsWith("data: ") && !line.equals("data: [DONE]")) {
                    Answer event = json.readValue(line.substring(6), Answer.class);
                    if (!event.choices().get(0).delta().content().isEmpty() && seen++ == 0) {
                        firstPiece.run();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (seen != PIECES) {
            throw new IllegalStateException("there were " + seen + " pieces");
        }
    }

    /**
     * Once more if there was no byte of an answer: when the answer comes very soon on a connection that was used before, the
     * JDK's client now and then closes that connection itself.
     */
    private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return http.send(request, body);
        } catch (IOException early) {
            return http.send(request, body);
        }
    }

    private HttpRequest request(boolean stream) {
        try {
            byte[] body = json.writeValueAsBytes(stream ? new Streamed(PROMPT) : new Question(PROMPT));
            return HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .header("Accept", stream ? "text/event-stream" : "application/json")
                    .header("Authorization", bearer)
                    .header("RqUID", UUID.randomUUID().toString())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK's client has no end of its own before Java 21. */
    @Override
    public void close() {}

    record Question(String model, List<Said> messages) {
        Question(String prompt) {
            this("GigaChat-2-Pro", List.of(new Said("user", prompt)));
        }
    }

    record Streamed(String model, List<Said> messages, boolean stream) {
        Streamed(String prompt) {
            this("GigaChat-2-Pro", List.of(new Said("user", prompt)), true);
        }
    }

    record Said(String role, String content) {}

    record Answer(List<Choice> choices, String model, long created, Usage usage) {}

    record Choice(
            Said message,
            Said delta,
            @JsonProperty("finish_reason") String finishReason) {}

    record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens,
            @JsonProperty("precached_prompt_tokens") int precachedPromptTokens) {}
}
