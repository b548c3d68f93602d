package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;

/** A chat request whose shape is right; whether its values are is another matter. */
record ChatCall(String model, List<Message> messages, OptionalInt maxTokens, boolean stream, JsonObject body) {

    ChatCall {
        messages = List.copyOf(messages);
    }

    /** One message of the history; {@code name} is empty unless it carries a function's result. */
    record Message(String role, String content, String name, boolean callsFunction) {}

    Message last() {
        return messages.get(messages.size() - 1);
    }

    List<Message> by(String role) {
        return messages.stream().filter(m -> m.role().equals(role)).toList();
    }
}
