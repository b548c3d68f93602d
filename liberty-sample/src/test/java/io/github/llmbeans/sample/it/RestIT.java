package io.github.llmbeans.sample.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The REST API over real HTTP, when everything goes well. */
class RestIT extends ApiTest {
    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.with("rest", Simulators.settings("gigachat.", SIMULATOR));
    }

    @Test
    void aQuestionIsAnsweredWithAllThatIsKnownOfTheAnswer() {
        HttpResponse<String> response = api.ask("What is an enterprise bean?");
        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject answer = Api.object(response);
        assertThat(answer.getString("text")).contains("“What is an enterprise bean?”");
        assertThat(answer.getString("provider")).isEqualTo("gigachat");
        assertThat(answer.getString("model")).startsWith("GigaChat-2-Pro");
        assertThat(answer.getString("finishReason")).isEqualTo("stop");
        assertThat(answer.getString("requestId")).isNotBlank();
        JsonObject usage = answer.getJsonObject("usage");
        assertThat(usage.getInt("totalTokens"))
                .isPositive()
                .isEqualTo(usage.getInt("promptTokens") + usage.getInt("completionTokens"));
    }

    @Test
    void lettersOfEveryAlphabetSurviveTheWayThereAndBack() {
        assertThat(Api.object(api.ask("Почему небо голубое? 🙂 你好")).getString("text"))
                .contains("«Почему небо голубое? 🙂 你好»");
    }

    @Test
    void parametersReachTheModelInBothSpellings() {
        api.post("api/generate", """
                {"prompt":"x","params":{"temperature":0.25,"maxTokens":17,"topP":0.5,"repetitionPenalty":1.5},
                 "model":"GigaChat-2-Max"}""");
        api.post("api/generate", """
                {"prompt":"x","params":{"temperature":0.25,"max_tokens":17,"top_p":0.5,"repetition_penalty":1.5},
                 "model":"GigaChat-2-Max"}""");
        assertThat(sent()).hasSize(2).allSatisfy(body -> {
            assertThat(body.getJsonNumber("temperature").doubleValue()).isEqualTo(0.25);
            assertThat(body.getInt("max_tokens")).isEqualTo(17);
            assertThat(body.getJsonNumber("top_p").doubleValue()).isEqualTo(0.5);
            assertThat(body.getJsonNumber("repetition_penalty").doubleValue()).isEqualTo(1.5);
            assertThat(body.getString("model")).isEqualTo("GigaChat-2-Max");
        });
    }

    @Test
    void theAnswerEndsBeforeAStopSequenceGivenAsATextOrAsAList() {
        for (String stop : List.of("\"one two\"", "[\"nowhere\",\"one two\"]")) {
            JsonObject answer = Api.object(
                    api.post("api/generate", "{\"prompt\":\"one two three\",\"params\":{\"stop\":" + stop + "}}"));
            assertThat(answer.getString("text")).endsWith("“");
            assertThat(answer.getString("finishReason")).isEqualTo("stop");
        }
    }

    @Test
    void anAnswerCutAtTheTokenLimitSaysSo() {
        JsonObject answer =
                Api.object(api.post("api/generate", "{\"prompt\":\"/long 50\",\"params\":{\"max_tokens\":5}}"));
        assertThat(answer.getString("finishReason")).isEqualTo("length");
    }

    @Test
    void moderationIsAnAnswerAndNoError() {
        HttpResponse<String> response = api.ask("/blacklist");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Api.object(response).getString("finishReason")).isEqualTo("content_filter");
    }

    @Test
    void aConversationReachesTheModelWholeAndInOrderWithItsSession() {
        JsonObject answer = Api.object(api.post("api/chat", """
                {"messages":[{"role":"system","content":"Be brief"},{"role":"user","content":"one"},
                 {"role":"assistant","content":"two"},{"role":"user","content":"three"}],"sessionId":"session-7"}"""));
        assertThat(answer.getString("text")).contains("“three”", "“one”", "“Be brief”");
        assertThat(answer.getString("sessionId")).isEqualTo("session-7");
        assertThat(sent().get(0).getJsonArray("messages").getValuesAs(JsonObject.class))
                .extracting(message -> message.getString("role") + ":" + message.getString("content"))
                .containsExactly("system:Be brief", "user:one", "assistant:two", "user:three");
        assertThat(SIMULATOR.completionRequests().get(0).header("X-Session-ID")).hasValue("session-7");
    }

    @Test
    void theServerKeepsAConversationForEachOfItsVisitors() {
        api.post("api/conversation", "{\"prompt\":\"I am Anna\"}");
        JsonObject second = Api.object(api.post("api/conversation", "{\"prompt\":\"Who am I?\"}"));
        assertThat(second.getString("text")).contains("“I am Anna”");
        assertThat(turns()).extracting(turn -> turn.getString("question")).containsExactly("I am Anna", "Who am I?");
        assertThat(turns(new Api(root), "main")).isEmpty();
        assertThat(api.delete("api/conversation").statusCode()).isEqualTo(204);
        assertThat(turns()).isEmpty();
    }

    @Test
    void aQuestionThatFailedIsNotRemembered() {
        api.post("api/conversation", "{\"prompt\":\"/429 60\"}");
        assertThat(turns()).isEmpty();
    }

    @Test
    void infoTellsWhoAnswersAndWhatItCostWithoutAskingTheModel() {
        long before = Api.object(api.get("api/info")).getJsonNumber("answers").longValue();
        api.ask("count me");
        SIMULATOR.clearRequests();
        JsonObject info = Api.object(api.get("api/info"));
        assertThat(info.getString("provider")).isEqualTo("gigachat");
        assertThat(info.getString("model")).isEqualTo("GigaChat-2-Pro");
        assertThat(info.getBoolean("simulator")).isFalse();
        assertThat(info.getJsonArray("capabilities").toString()).contains("CHAT_HISTORY");
        assertThat(info.getJsonNumber("answers").longValue()).isEqualTo(before + 1);
        assertThat(info.getJsonNumber("tokens").longValue()).isPositive();
        assertThat(SIMULATOR.requests()).isEmpty();
    }

    @Test
    void theModelsThatHoldConversationsCanBeChosenAmong() {
        JsonArray models = Api.read(api.get("api/models").body()).asJsonArray();
        assertThat(models.getValuesAs(JsonObject.class))
                .extracting(model -> model.getString("id"))
                .contains("GigaChat-2", "GigaChat-2-Pro", "GigaChat-2-Max")
                .noneMatch(id -> id.contains("Embeddings"));
    }

    @Test
    void everyProviderGivesItsOpinion() {
        HttpResponse<String> response = api.post("api/opinions", "{\"prompt\":\"Tabs?\"}");
        JsonArray opinions = Api.read(response.body()).asJsonArray();
        assertThat(opinions).hasSize(1);
        assertThat(opinions.getJsonObject(0).getJsonObject("answer").getString("text"))
                .contains("“Tabs?”");
    }

    @Test
    void answersOfAModelAreNotForCachesAndNotForOtherPages() {
        HttpResponse<String> response = api.ask("private");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .hasValue("same-origin");
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
}
