package io.github.llmbeans.gigachat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models, token counts and embeddings. */
class ModelsTest {

    private final GigaChatSimulator sim = GigaChatSimulator.start();
    private final Client client = new Client(sim);

    @AfterEach
    void close() {
        sim.close();
    }

    private HttpResponse<String> get(String resource) {
        return client.send(client.api(client.token(), resource));
    }

    private HttpResponse<String> post(String resource, String body) {
        return client.send(client.api(client.token(), resource).POST(BodyPublishers.ofString(body)));
    }

    @Test
    void theListNamesTheModelsOfTodayAndTheirKinds() {
        HttpResponse<String> response = get("/models");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Client.object(response).getString("object")).isEqualTo("list");
        assertThat(Client.object(response).getJsonArray("data").getValuesAs(JsonObject.class))
                .extracting(model -> model.getString("id") + " " + model.getString("type"))
                .containsExactly(
                        "GigaChat-2 chat",
                        "GigaChat-2-Pro chat",
                        "GigaChat-2-Max chat",
                        "GigaChat-3-Ultra chat",
                        "Embeddings embedder",
                        "Embeddings-2 embedder",
                        "EmbeddingsGigaR embedder",
                        "GigaCheckClassification aicheck",
                        "GigaCheckDetection aicheck");
    }

    @Test
    void oneModelIsAnElementOfTheList() {
        assertThat(get("/models/GigaChat-2-Max").body())
                .isEqualTo("{\"id\":\"GigaChat-2-Max\",\"object\":\"model\",\"owned_by\":\"salutedevices\","
                        + "\"type\":\"chat\"}");
        assertThat(Client.object(get("/models/GigaChat")).getString("type")).isEqualTo("chat");
    }

    @Test
    void anUnknownModelIs404() {
        assertThat(get("/models/GigaChat-9").statusCode()).isEqualTo(404);
        assertThat(get("/models/GigaChat-9").body()).isEqualTo("{\"status\":404,\"message\":\"No such model\"}");
    }

    @Test
    void tokensAreCountedForEachText() {
        assertThat(post("/tokens/count", "{\"model\":\"GigaChat-2\",\"input\":[\"Привет, мир\",\"\"]}")
                        .body())
                .isEqualTo("[{\"object\":\"tokens\",\"tokens\":3,\"characters\":11},"
                        + "{\"object\":\"tokens\",\"tokens\":0,\"characters\":0}]");
    }

    @Test
    void eachTextGetsAVectorThatDependsOnItAlone() {
        JsonObject two = Client.object(post("/embeddings", "{\"model\":\"Embeddings\",\"input\":[\"a\",\"b\"]}"));
        JsonObject one = Client.object(post("/embeddings", "{\"model\":\"Embeddings\",\"input\":\"b\"}"));

        JsonArray data = two.getJsonArray("data");
        assertThat(two.getString("model")).isEqualTo("Embeddings");
        assertThat(data).hasSize(2);
        assertThat(data.getJsonObject(1).getInt("index")).isEqualTo(1);
        assertThat(data.getJsonObject(1).getJsonObject("usage").getInt("prompt_tokens"))
                .isEqualTo(1);
        JsonValue vectorOfB = one.getJsonArray("data").getJsonObject(0).getJsonArray("embedding");
        assertThat(vectorOfB.asJsonArray()).hasSize(1_024);
        assertThat(data.getJsonObject(1).getJsonArray("embedding")).isEqualTo(vectorOfB);
        assertThat(data.getJsonObject(0).getJsonArray("embedding")).isNotEqualTo(vectorOfB);
    }

    @Test
    void theBigEmbedderHasItsOwnSize() {
        JsonObject body = Client.object(post("/embeddings", "{\"model\":\"EmbeddingsGigaR\",\"input\":\"b\"}"));

        assertThat(body.getJsonArray("data").getJsonObject(0).getJsonArray("embedding"))
                .hasSize(2_560);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"model\":\"Embeddings\"}", "{\"model\":\"Embeddings\",\"input\":[1]}"})
    void aWrongShapeIs400(String body) {
        assertThat(post("/embeddings", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"model\":\"GigaChat-2\"}",
                "{\"model\":\"GigaChat-2\",\"input\":\"one text\"}",
                "{\"model\":\"GigaChat-2\",\"input\":[1]}"
            })
    void tokensOfAWrongShapeAre400(String body) {
        assertThat(post("/tokens/count", body).statusCode()).isEqualTo(400);
    }

    @Test
    void tokensAndModelsNeedAToken() {
        assertThat(client.send(client.api("unknown", "/models")).statusCode()).isEqualTo(401);
        assertThat(client.send(client.api("unknown", "/tokens/count").POST(BodyPublishers.ofString("{}")))
                        .body())
                .isEqualTo("{\"status\":401,\"message\":\"Unauthorized\"}");
    }

    @Test
    void aModelOfTheWrongKindIs404() {
        assertThat(post("/embeddings", "{\"model\":\"GigaChat-2\",\"input\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/tokens/count", "{\"model\":\"Embeddings\",\"input\":[\"x\"]}")
                        .statusCode())
                .isEqualTo(404);
    }
}
