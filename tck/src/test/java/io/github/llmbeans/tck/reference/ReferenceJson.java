package io.github.llmbeans.tck.reference;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** The reference's requests as JSON, and back. */
final class ReferenceJson {
    private ReferenceJson() {}

    static JsonObjectBuilder write(ChatRequest request, String model) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (Message message : request.messages()) {
            messages.add(Json.createObjectBuilder()
                    .add("role", message.role().text())
                    .add("content", message.content()));
        }
        JsonObjectBuilder json = Json.createObjectBuilder().add("model", model).add("messages", messages);
        GenerationParams params = request.params();
        if (params.temperature() != null) {
            json.add("temperature", params.temperature());
        }
        if (params.topP() != null) {
            json.add("top_p", params.topP());
        }
        if (params.maxTokens() != null) {
            json.add("max_tokens", params.maxTokens());
        }
        if (!params.stop().isEmpty()) {
            json.add("stop", Json.createArrayBuilder(params.stop()));
        }
        if (params.repetitionPenalty() != null) {
            json.add("repetition_penalty", params.repetitionPenalty());
        }
        if (params.presencePenalty() != null) {
            json.add("presence_penalty", params.presencePenalty());
        }
        if (params.frequencyPenalty() != null) {
            json.add("frequency_penalty", params.frequencyPenalty());
        }
        if (params.seed() != null) {
            json.add("seed", params.seed());
        }
        if (params.n() != null) {
            json.add("n", params.n());
        }
        return json;
    }

    static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    static ChatRequest read(JsonObject json, String session) {
        ChatRequestBuilder request = ChatRequest.builder().messages(messages(json));
        request.params(params(json));
        request.model(json.getString("model"));
        if (session != null) {
            request.sessionId(session);
        }
        return request.build();
    }

    private static List<Message> messages(JsonObject json) {
        List<Message> messages = new ArrayList<>();
        for (JsonObject message : json.getJsonArray("messages").getValuesAs(JsonObject.class)) {
            messages.add(new Message(Role.of(message.getString("role")), message.getString("content")));
        }
        return messages;
    }

    private static GenerationParams params(JsonObject json) {
        GenerationParamsBuilder params = GenerationParams.builder();
        for (String name : json.keySet()) {
            switch (name) {
                case "temperature" ->
                    params.temperature(json.getJsonNumber(name).doubleValue());
                case "top_p" -> params.topP(json.getJsonNumber(name).doubleValue());
                case "max_tokens" -> params.maxTokens(json.getInt(name));
                case "stop" -> params.stop(json.getJsonArray(name).getValuesAs(jakarta.json.JsonString::getString));
                case "repetition_penalty" ->
                    params.repetitionPenalty(json.getJsonNumber(name).doubleValue());
                case "presence_penalty" ->
                    params.presencePenalty(json.getJsonNumber(name).doubleValue());
                case "frequency_penalty" ->
                    params.frequencyPenalty(json.getJsonNumber(name).doubleValue());
                case "seed" -> params.seed(json.getJsonNumber(name).longValueExact());
                case "n" -> params.n(json.getInt(name));
                default -> {}
            }
        }
        return params.build();
    }
}
