package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.server.RecordedRequest;
import jakarta.json.JsonObject;
import java.util.function.DoubleConsumer;

/** Reads a completion request back into the words of the contract. */
final class DialectReader {
    private DialectReader() {}

    static ChatRequest read(RecordedRequest request) {
        JsonObject body = Json.readObject(request.bodyText())
                .orElseThrow(() -> new IllegalArgumentException("not a completion request: " + request.bodyText()));
        ChatRequestBuilder chat =
                ChatRequest.builder().model(body.getString("model")).params(params(body));
        for (JsonObject message : body.getJsonArray("messages").getValuesAs(JsonObject.class)) {
            chat.message(message(message));
        }
        request.header("X-Session-ID").ifPresent(chat::sessionId);
        request.header("X-Client-ID").ifPresent(chat::clientId);
        request.header("X-Request-ID").ifPresent(chat::requestId);
        return chat.build();
    }

    private static Message message(JsonObject message) {
        JsonObject call = message.getJsonObject("function_call");
        return new Message(
                Role.of(message.getString("role")),
                message.getString("content"),
                message.getString("name", null),
                call == null
                        ? null
                        : new FunctionCall(
                                call.getString("name"), call.get("arguments").toString()),
                message.getString("functions_state_id", null));
    }

    private static GenerationParams params(JsonObject body) {
        GenerationParamsBuilder params = GenerationParams.builder();
        number(body, "temperature", params::temperature);
        number(body, "top_p", params::topP);
        number(body, "repetition_penalty", params::repetitionPenalty);
        if (body.containsKey("max_tokens")) {
            params.maxTokens(body.getInt("max_tokens"));
        }
        return params.build();
    }

    private static void number(JsonObject body, String name, DoubleConsumer target) {
        if (body.containsKey(name)) {
            target.accept(body.getJsonNumber(name).doubleValue());
        }
    }
}
