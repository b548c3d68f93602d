package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.RecordedRequest;
import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** {@code POST /v1/tokens/count} and {@code POST /v1/embeddings}: texts in, numbers out. */
final class TextEndpoints {

    private static final int DIMENSIONS = 1_024;
    private static final int DIMENSIONS_OF_GIGAR = 2_560;
    private static final double HALF_OF_CRC = 2_147_483_648.0;

    private TextEndpoints() {}

    static Reply count(RecordedRequest request) {
        JsonObject body = body(request);
        Models.chat(body.getString("model", ""));
        if (!(body.get("input") instanceof JsonArray)) {
            // Unlike the embedder, it takes no single text.
            throw wrongShape();
        }
        JsonArrayBuilder counts = Json.array();
        for (String text : input(body)) {
            counts.add(Json.object()
                    .add("object", "tokens")
                    .add("tokens", TokenCounts.of(text))
                    .add("characters", TokenCounts.characters(text)));
        }
        return Reply.json(200, counts.build().toString());
    }

    static Reply embed(RecordedRequest request) {
        JsonObject body = body(request);
        String model = Models.embedder(body.getString("model", ""));
        List<String> texts = input(body);
        JsonArrayBuilder data = Json.array();
        for (int i = 0; i < texts.size(); i++) {
            data.add(Json.object()
                    .add("object", "embedding")
                    .add("embedding", vector(texts.get(i), model))
                    .add("index", i)
                    .add("usage", Json.object().add("prompt_tokens", TokenCounts.of(texts.get(i)))));
        }
        return Reply.json(
                200,
                Json.object()
                        .add("object", "list")
                        .add("data", data)
                        .add("model", model)
                        .build()
                        .toString());
    }

    private static JsonObject body(RecordedRequest request) {
        return Json.readObject(request.bodyText()).orElseThrow(TextEndpoints::wrongShape);
    }

    /** A single text or a list of them. */
    private static List<String> input(JsonObject body) {
        JsonValue input = body.get("input");
        if (input instanceof JsonString text) {
            return List.of(text.getString());
        }
        if (!(input instanceof JsonArray array)) {
            throw wrongShape();
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue element : array) {
            if (!(element instanceof JsonString text)) {
                throw wrongShape();
            }
            texts.add(text.getString());
        }
        return texts;
    }

    /** Numbers from -1 to 1 that depend on the text alone. */
    private static JsonArrayBuilder vector(String text, String model) {
        int dimensions = model.equals("EmbeddingsGigaR") ? DIMENSIONS_OF_GIGAR : DIMENSIONS;
        CRC32 state = new CRC32();
        state.update(text.getBytes(StandardCharsets.UTF_8));
        JsonArrayBuilder vector = Json.array();
        for (int i = 0; i < dimensions; i++) {
            state.update(i);
            vector.add(state.getValue() / HALF_OF_CRC - 1);
        }
        return vector;
    }

    private static Refusal wrongShape() {
        return new Refusal(WireErrors.invalidJson());
    }
}
