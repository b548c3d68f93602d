package io.github.llmbeans.gigachat.telemetry;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.gigachat.internal.wire.LongStrings;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages in the form that the conventions give them, as JSON text. Thread-safe. */
final class MessageJson {
    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(LongStrings.settings());

    /** In the order in which the model is told them. */
    String input(List<Message> messages) {
        JsonArrayBuilder all = json.createArrayBuilder();
        messages.forEach(message -> all.add(message(message)));
        return all.build().toString();
    }

    String output(ChatResponse answer) {
        JsonArrayBuilder parts = json.createArrayBuilder();
        if (answer.reasoning() != null) {
            parts.add(part("reasoning").add("content", answer.reasoning()));
        }
        addText(parts, answer.text(), answer.functionCall());
        JsonObjectBuilder message = json.createObjectBuilder()
                .add("role", Role.ASSISTANT.text())
                .add("parts", parts)
                .add("finish_reason", reason(answer));
        return json.createArrayBuilder().add(message).build().toString();
    }

    private static String reason(ChatResponse answer) {
        FinishReason reason = answer.finishReason();
        return switch (reason) {
            case FUNCTION_CALL -> "tool_call";
            case OTHER -> answer.finishReasonText();
            default -> reason.text();
        };
    }

    private JsonObjectBuilder message(Message message) {
        JsonArrayBuilder parts = json.createArrayBuilder();
        if (message.role() == Role.FUNCTION) {
            parts.add(part("tool_call_response").add("response", valueOf(message.content())));
        } else {
            addText(parts, message.content(), message.functionCall());
        }
        JsonObjectBuilder whole = json.createObjectBuilder()
                .add(
                        "role",
                        message.role() == Role.FUNCTION
                                ? "tool"
                                : message.role().text())
                .add("parts", parts);
        String name = message.name();
        return name == null ? whole : whole.add("name", name);
    }

    private void addText(JsonArrayBuilder parts, String text, @Nullable FunctionCall call) {
        if (call == null || !text.isEmpty()) {
            parts.add(part("text").add("content", text));
        }
        if (call != null) {
            parts.add(part("tool_call").add("name", call.name()).add("arguments", valueOf(call.arguments())));
        }
    }

    private JsonObjectBuilder part(String type) {
        return json.createObjectBuilder().add("type", type);
    }

    /** The JSON that the text is, else the text. */
    private JsonValue valueOf(String text) {
        try (JsonReader reader = readers.createReader(new StringReader(text))) {
            JsonValue value = reader.readValue();
            return value.getValueType() == ValueType.OBJECT || value.getValueType() == ValueType.ARRAY
                    ? value
                    : json.createValue(text);
        } catch (JsonException noJson) {
            return json.createValue(text);
        }
    }
}
