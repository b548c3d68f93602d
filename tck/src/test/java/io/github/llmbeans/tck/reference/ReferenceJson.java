package io.github.llmbeans.tck.reference;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.Message;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.Role;
import io.github.llmbeans.TokenCount;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The reference's requests as JSON, and back. */
final class ReferenceJson {
    private ReferenceJson() {}

    static JsonObjectBuilder write(ChatRequest request, String model) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        for (Message message : request.messages()) {
            messages.add(message(message));
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

    private static JsonObjectBuilder message(Message message) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("role", message.role().text()).add("content", message.content());
        if (message.name() != null) {
            json.add("name", message.name());
        }
        if (message.functionCall() != null) {
            json.add("call", write(message.functionCall()));
        }
        if (message.functionStateId() != null) {
            json.add("state", message.functionStateId());
        }
        return json;
    }

    static JsonObjectBuilder write(FunctionCall call) {
        return Json.createObjectBuilder().add("name", call.name()).add("arguments", call.arguments());
    }

    static FunctionCall call(JsonObject json) {
        JsonObject call = json.getJsonObject("call");
        return call == null ? null : new FunctionCall(call.getString("name"), call.getString("arguments"));
    }

    static Instant moment(JsonObject json) {
        JsonNumber made = json.getJsonNumber("made");
        return made == null ? null : Instant.ofEpochSecond(made.longValueExact());
    }

    static List<TokenCount> counts(JsonObject json) {
        return json.getJsonArray("counts").getValuesAs(JsonObject.class).stream()
                .map(count -> new TokenCount(count.getInt("tokens"), count.getInt("characters")))
                .toList();
    }

    static List<ModelInfo> models(JsonObject json) {
        return json.getJsonArray("models").getValuesAs(JsonObject.class).stream()
                .map(model -> new ModelInfo(
                        model.getString("name"), model.getString("kind", null), model.getString("by", null)))
                .toList();
    }

    static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    static ChatRequest read(JsonObject json, String session, String client, String caller) {
        ChatRequestBuilder request = ChatRequest.builder().messages(messages(json));
        request.params(params(json));
        request.model(json.getString("model"));
        return request.sessionId(session).clientId(client).requestId(caller).build();
    }

    private static List<Message> messages(JsonObject json) {
        List<Message> messages = new ArrayList<>();
        for (JsonObject message : json.getJsonArray("messages").getValuesAs(JsonObject.class)) {
            messages.add(new Message(
                    Role.of(message.getString("role")),
                    message.getString("content"),
                    message.getString("name", null),
                    call(message),
                    message.getString("state", null)));
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
