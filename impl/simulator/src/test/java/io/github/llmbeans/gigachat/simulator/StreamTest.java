package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamTest {

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private HttpResponse<String> stream(String question) {
        String body = Client.question(question).replace("{\"model\"", "{\"stream\":true,\"model\"");
        return client.send(client.chat(client.token(), body));
    }

    private static List<JsonObject> chunks(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.readObject(line.substring("data: ".length())).orElseThrow())
                .toList();
    }

    private static JsonObject delta(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta");
    }

    @Test
    void thePiecesTogetherAreTheWholeAnswer() {
        HttpResponse<String> response = stream("Привет, мир");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(chunks(response)).hasSizeGreaterThan(3);
        assertThat(chunks(response).stream()
                        .map(c -> delta(c).getString("content"))
                        .collect(Collectors.joining()))
                .isEqualTo(Client.content(client.ask("Привет, мир")));
    }

    @Test
    void everyEventIsOneDataLineAndTheLastIsDone() {
        String body = stream("Hi").body();

        assertThat(body).endsWith("\n\ndata: [DONE]\n\n");
        assertThat(body.split("\n\n"))
                .allSatisfy(event -> assertThat(event).startsWith("data: ").doesNotContain("\n"));
    }

    @Test
    void onlyTheFirstPieceHasARoleAndOnlyTheLastHasReasonAndUsage() {
        List<JsonObject> chunks = chunks(stream("Hi"));
        JsonObject last = chunks.get(chunks.size() - 1);

        assertThat(chunks).allSatisfy(c -> assertThat(c.getString("object")).isEqualTo("chat.completion"));
        assertThat(chunks.stream().map(c -> delta(c).containsKey("role")))
                .startsWith(true)
                .satisfies(roles -> assertThat(roles.stream().filter(r -> r)).hasSize(1));
        assertThat(last.getJsonArray("choices").getJsonObject(0).getString("finish_reason"))
                .isEqualTo("stop");
        assertThat(delta(last).getString("content")).isEmpty();
        assertThat(last.getJsonObject("usage").getInt("total_tokens")).isPositive();
        assertThat(chunks.subList(0, chunks.size() - 1)).noneMatch(c -> c.containsKey("usage"));
    }

    @Test
    void aRefusedStreamIsAnOrdinaryError() {
        HttpResponse<String> response = stream("/429");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    }

    @Test
    void aSlowStreamSpreadsItsPieces() {
        long start = System.nanoTime();

        HttpResponse<String> response = stream("/slow 1");

        // The pauses are whole milliseconds, rounded down for each piece.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(900));
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void aStreamCanBeScriptedWholeAndCut() {
        String token = client.token();
        sim.script(Endpoint.COMPLETIONS, WireAnswers.stream("Раз, ", "два."), WireAnswers.cutStream("Раз, "));

        String whole = client.send(client.chat(token, "{}")).body();
        String cut = client.send(client.chat(token, "{}")).body();

        assertThat(whole)
                .startsWith(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"Раз, \",\"role\":\"assistant\"},\"index\":0}],"
                                + "\"created\":1790000000,\"model\":\"GigaChat-2-Max:2.0.30.01\",\"object\":\"chat.completion\"}\n\n"
                                + "data: {\"choices\":[{\"delta\":{\"content\":\"два.\"},\"index\":0}],")
                .endsWith("data: [DONE]\n\n");
        assertThat(cut).contains("Раз, ").doesNotContain("[DONE]", "finish_reason");
    }
}
