package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.List;
import java.util.OptionalInt;

/** Reads a chat request. Whatever is not JSON or has a wrong type gets the one message that the service has for it. */
final class ChatCallReader {

    private ChatCallReader() {}

    static ChatCall read(String text) {
        JsonObject body = Json.readObject(text).orElseThrow(ChatCallReader::wrongShape);
        for (String name : List.of("temperature", "top_p", "max_tokens", "repetition_penalty", "update_interval")) {
            requireType(body, name, ValueType.NUMBER);
        }
        requireType(body, "reasoning_effort", ValueType.STRING);
        requireType(body, "functions", ValueType.ARRAY);
        requireType(body, "response_format", ValueType.OBJECT);
        return new ChatCall(
                string(body, "model"),
                array(body, "messages").stream().map(ChatCallReader::message).toList(),
                wholeNumber(body, "max_tokens"),
                flag(body, "stream"),
                body);
    }

    private static ChatCall.Message message(JsonValue value) {
        if (!(value instanceof JsonObject message)) {
            throw wrongShape();
        }
        boolean callsFunction = present(message, "function_call");
        if (callsFunction && !argumentsAreAnObject(message.get("function_call"))) {
            throw wrongShape();
        }
        String role = string(message, "role");
        String content = callsFunction && !present(message, "content") ? "" : string(message, "content");
        if (role.equals("function") && Json.read(content).isEmpty()) {
            throw wrongShape();
        }
        String name = present(message, "name") ? string(message, "name") : "";
        return new ChatCall.Message(role, content, name, callsFunction);
    }

    private static boolean argumentsAreAnObject(JsonValue call) {
        return call instanceof JsonObject object && object.get("arguments") instanceof JsonObject;
    }

    private static String string(JsonObject object, String name) {
        if (object.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw wrongShape();
    }

    private static JsonArray array(JsonObject object, String name) {
        if (object.get(name) instanceof JsonArray array) {
            return array;
        }
        throw wrongShape();
    }

    private static OptionalInt wholeNumber(JsonObject object, String name) {
        if (!present(object, name)) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(((JsonNumber) object.get(name)).intValueExact());
        } catch (ArithmeticException e) {
            throw wrongShape();
        }
    }

    private static boolean flag(JsonObject object, String name) {
        if (!present(object, name)) {
            return false;
        }
        JsonValue value = object.get(name);
        if (!value.equals(JsonValue.TRUE) && !value.equals(JsonValue.FALSE)) {
            throw wrongShape();
        }
        return value.equals(JsonValue.TRUE);
    }

    private static void requireType(JsonObject object, String name, ValueType type) {
        if (present(object, name) && object.get(name).getValueType() != type) {
            throw wrongShape();
        }
    }

    private static boolean present(JsonObject object, String name) {
        return object.containsKey(name) && !object.isNull(name);
    }

    private static Refusal wrongShape() {
        return new Refusal(WireErrors.invalidJson());
    }
}
