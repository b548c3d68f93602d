package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A chat request whose shape is right; whether its values are is another matter. */
record ChatCall(String model, List<Message> messages, OptionalInt maxTokens, boolean stream, JsonObject body) {

    private static final BigDecimal LONGEST_PAUSE_SECONDS = BigDecimal.valueOf(1_000_000);

    ChatCall {
        messages = List.copyOf(messages);
    }

    /** One message of the history; {@code name} is empty unless it carries a function's result. */
    record Message(String role, String content, String name, boolean callsFunction) {}

    Message last() {
        return messages.get(messages.size() - 1);
    }

    /** How hard the model is to think; empty unless the request says so and the model is one that reasons. */
    String reasoningEffort() {
        return Models.reasons(model) && body.get("reasoning_effort") instanceof JsonString effort
                ? effort.getString()
                : "";
    }

    /** The pause between pieces: the longer one of the simulator's own and the least that the request asks for. */
    Duration pauseAtLeast(Duration own) {
        if (!(body.get("update_interval") instanceof JsonNumber seconds)) {
            return own;
        }
        BigDecimal bounded = seconds.bigDecimalValue().min(LONGEST_PAUSE_SECONDS);
        Duration asked = Duration.ofNanos(bounded.movePointRight(9).longValue());
        return asked.compareTo(own) > 0 ? asked : own;
    }

    List<Message> by(String role) {
        return messages.stream().filter(m -> m.role().equals(role)).toList();
    }
}
