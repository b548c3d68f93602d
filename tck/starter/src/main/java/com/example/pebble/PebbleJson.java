package com.example.pebble;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.Message;
import io.github.llmbeans.Usage;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;

/** Pebble's JSON. */
final class PebbleJson {
    private PebbleJson() {}

    static String write(ChatRequest request, String model) {
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
        return json.build().toString();
    }

    static ChatResponse read(String body, String provider) {
        JsonObject json = parse(body);
        String end = json.getString("end");
        JsonObject tokens = json.getJsonObject("tokens");
        Usage usage = tokens == null
                ? null
                : new Usage(tokens.getInt("in"), tokens.getInt("out"), tokens.getInt("sum"), tokens.getInt("cached"));
        return new ChatResponse(
                json.getString("text"), provider, json.getString("model"), reason(end), end, usage, null,
                json.getString("id"), null);
    }

    private static FinishReason reason(String end) {
        return switch (end) {
            case "complete" -> FinishReason.STOP;
            case "too_long" -> FinishReason.LENGTH;
            case "moderated" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
