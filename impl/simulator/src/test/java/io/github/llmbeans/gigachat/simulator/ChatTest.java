package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTest {

    private static final Instant START = Instant.parse("2026-09-07T08:09:10Z");

    private final GigaChatSimulator sim =
            GigaChatSimulator.builder().clock(new MutableClock(START)).start();
    private final Client client = new Client(sim);
    private String token = "";

    @BeforeEach
    void getToken() {
        token = client.token();
    }

    @AfterEach
    void close() {
        sim.close();
    }

    private HttpResponse<String> chat(String body) {
        return client.send(client.chat(token, body));
    }

    private static String history(String... messages) {
        return "{\"model\":\"GigaChat-2-Max\",\"messages\":[" + String.join(",", messages) + "]}";
    }

    private static String message(String role, String content) {
        return "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}";
    }

    @Test
    void theAnswerHasTheShapeOfTheService() {
        HttpResponse<String> response = chat(history(message("user", "Привет")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        JsonObject body = Client.object(response);
        assertThat(body.keySet()).containsExactlyInAnyOrder("choices", "created", "model", "object", "usage");
        assertThat(body.getString("object")).isEqualTo("chat.completion");
        assertThat(body.getString("model")).isEqualTo("GigaChat-2-Max:2.0.30.01");
        assertThat(body.getJsonNumber("created").longValueExact()).isEqualTo(START.getEpochSecond());
        JsonObject choice = body.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getInt("index")).isZero();
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(choice.getJsonObject("message").getString("role")).isEqualTo("assistant");
    }

    @Test
    void aRussianQuestionIsQuotedInARussianAnswer() {
        assertThat(Client.content(chat(history(message("user", "Сколько будет два плюс два?")))))
                .isEqualTo("Здравствуйте! Это симулятор GigaChat: настоящей модели здесь нет. "
                        + "Вы спросили: «Сколько будет два плюс два?»");
    }

    @Test
    void anEnglishQuestionIsQuotedInAnEnglishAnswer() {
        assertThat(Client.content(chat(history(message("user", "What is two plus two")))))
                .isEqualTo("Hello! This is the GigaChat simulator: there is no real model here. "
                        + "You asked: “What is two plus two”.");
    }

    @Test
    void theAnswerShowsThatHistoryAndSystemMessageArrived() {
        String body = history(
                message("system", "Be brief."),
                message("user", "First?"),
                message("assistant", "One."),
                message("user", "Second?"),
                message("assistant", "Two."),
                message("user", "Third?"));

        assertThat(Client.content(chat(body)))
                .endsWith("You asked: “Third?” Questions before this one: 2. The first was: “First?”"
                        + " My instructions are: “Be brief.”");
    }

    @Test
    void theSameRequestGetsTheSameAnswer() {
        String body = history(message("user", "Again"));

        assertThat(chat(body).body()).isEqualTo(chat(body).body());
    }

    @Test
    void tokensAreCountedByFourCharacters() {
        JsonObject usage = Client.object(chat(history(message("system", "12345"), message("user", "1234"))))
                .getJsonObject("usage");

        assertThat(usage.getInt("prompt_tokens")).isEqualTo(3);
        assertThat(usage.getInt("completion_tokens")).isPositive();
        assertThat(usage.getInt("total_tokens"))
                .isEqualTo(usage.getInt("prompt_tokens") + usage.getInt("completion_tokens"));
        assertThat(usage.getInt("precached_prompt_tokens")).isZero();
    }

    @Test
    void maxTokensCutsTheAnswerAndSaysSo() {
        HttpResponse<String> response =
                chat("{\"model\":\"GigaChat-2\",\"max_tokens\":2,\"messages\":[" + message("user", "Привет") + "]}");

        assertThat(Client.content(response)).isEqualTo("Здравств");
        assertThat(Client.finishReason(response)).isEqualTo("length");
        assertThat(Client.object(response).getJsonObject("usage").getInt("completion_tokens"))
                .isEqualTo(2);
    }

    @Test
    void fieldsThatTheServiceDoesNotKnowAndNullsAreIgnored() {
        HttpResponse<String> response = chat("{\"model\":\"GigaChat-2\",\"stop\":[\"x\"],\"n\":3,\"tools\":[],"
                + "\"temperature\":null,\"max_tokens\":null,\"stream\":null,\"functions\":null,"
                + "\"messages\":[" + message("user", "Hi") + "]}");

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GigaChat-2,       GigaChat-2:2.0.30.01",
        "GigaChat-2-Pro,   GigaChat-2-Pro:2.0.30.01",
        "GigaChat-2-Max,   GigaChat-2-Max:2.0.30.01",
        "GigaChat-3-Ultra, GigaChat-3-Ultra:32.3.18.5",
        "GigaChat,         GigaChat:2.0.30.01",
        "GigaChat-Pro,     GigaChat-Pro:2.0.30.01",
        "GigaChat-Max,     GigaChat-Max:2.0.30.01"
    })
    void theAnswerNamesTheModelWithItsBuild(String asked, String answered) {
        HttpResponse<String> response =
                chat("{\"model\":\"" + asked + "\",\"messages\":[" + message("user", "Hi") + "]}");

        assertThat(Client.object(response).getString("model")).isEqualTo(answered);
    }

    @Test
    void aFunctionResultIsShownInTheAnswer() {
        String body = history(
                message("user", "Weather?"),
                "{\"role\":\"assistant\",\"content\":\"\",\"function_call\":{\"name\":\"w\",\"arguments\":{}}}",
                "{\"role\":\"function\",\"name\":\"w\",\"content\":\"{\\\"t\\\":20}\"}");

        assertThat(Client.content(chat(body)))
                .contains("The function returned: “{\"t\":20}”.", "Questions before this one: 1.");
    }

    @Test
    void suppliedIdsAreEchoed() {
        HttpResponse<String> response = client.send(client.chat(token, history(message("user", "Hi")))
                .header("X-Request-ID", "my-request")
                .header("X-Session-ID", "my-session")
                .header("X-Client-ID", "my-client"));

        assertThat(response.headers().firstValue("X-Request-Id")).contains("my-request");
        assertThat(response.headers().firstValue("X-Session-Id")).contains("my-session");
        assertThat(response.headers().firstValue("X-Client-Id")).contains("my-client");
    }

    @Test
    void missingIdsAreMadeUpOnErrorsToo() {
        HttpResponse<String> response = client.send(client.chat("unknown", history(message("user", "Hi"))));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(UUID.fromString(response.headers().firstValue("X-Request-Id").orElse(""))
                        .version())
                .isEqualTo(4);
        assertThat(UUID.fromString(response.headers().firstValue("X-Session-Id").orElse(""))
                        .version())
                .isEqualTo(4);
        assertThat(response.headers().firstValue("X-Client-Id")).isEmpty();
        assertThat(response.headers().firstValue("Date")).contains("Mon, 07 Sep 2026 08:09:10 GMT");
    }

    @Test
    void theOldPathAnswersAsWell() {
        HttpResponse<String> response = client.send(client.chat(token, history(message("user", "Hi")))
                .uri(URI.create(sim.authUrl().replace("/api/v2/oauth", "/api/v1/chat/completions"))));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(sim.completionRequests()).hasSize(1);
    }
}
