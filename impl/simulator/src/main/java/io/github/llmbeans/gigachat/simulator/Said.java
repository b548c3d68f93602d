package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/** What the model says: text, what it thought before, a call of a function; absent parts are empty. */
record Said(String content, String reasoning, @Nullable JsonObject functionCall, String stateId) {

    static Said text(String content) {
        return new Said(content, "", null, "");
    }

    Said thinking(String thoughts) {
        return new Said(content, thoughts, functionCall, stateId);
    }

    JsonObjectBuilder toJson() {
        JsonObjectBuilder message = Json.object().add("content", content).add("role", "assistant");
        if (functionCall != null) {
            message.add("function_call", functionCall);
        }
        if (!stateId.isEmpty()) {
            message.add("functions_state_id", stateId);
        }
        if (!reasoning.isEmpty()) {
            message.add("reasoning_content", reasoning);
        }
        return message;
    }
}
