package io.github.llmbeans.gigachat.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Calls of functions: of the first one that a request brings along, and of the service's own that draws. */
final class Functions {

    static final String STATE_ID = "0199e210-0000-744c-8fe5-000000000003";
    static final String DRAWING = "text2image";

    private static final String IMAGE = "<img src=\"6f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b\" fuse=\"true\"/> ";

    private Functions() {}

    static JsonObject call(String name, JsonObject arguments) {
        return Json.object().add("name", name).add("arguments", arguments).build();
    }

    /** A call of the first function of the request, with arguments of the types that it wants. */
    static Optional<Said> first(JsonObject body) {
        return body.get("functions") instanceof JsonArray functions && !functions.isEmpty()
                ? Optional.of(functions.getJsonObject(0))
                        .map(function -> call(function.getString("name"), arguments(function)))
                        .map(call -> new Said("", "", call, STATE_ID))
                : Optional.empty();
    }

    /** A picture, if the request lets the model use its own functions. */
    static Optional<Said> picture(JsonObject body, String caption) {
        return body.get("function_call") instanceof JsonString choice
                        && choice.getString().equals("auto")
                ? Optional.of(new Said(IMAGE + caption, "", null, STATE_ID))
                : Optional.empty();
    }

    private static JsonObject arguments(JsonObject function) {
        JsonObjectBuilder arguments = Json.object();
        if (function.get("parameters") instanceof JsonObject parameters
                && parameters.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> add(arguments, name, property));
        }
        return arguments.build();
    }

    private static void add(JsonObjectBuilder arguments, String name, JsonValue property) {
        JsonObject schema = property instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        if (schema.get("enum") instanceof JsonArray values && !values.isEmpty()) {
            arguments.add(name, values.get(0));
            return;
        }
        switch (schema.get("type") instanceof JsonString type ? type.getString() : "") {
            case "integer", "number" -> arguments.add(name, 1);
            case "boolean" -> arguments.add(name, true);
            case "array" -> arguments.add(name, JsonValue.EMPTY_JSON_ARRAY);
            case "object" -> arguments.add(name, JsonValue.EMPTY_JSON_OBJECT);
            default -> arguments.add(name, "text");
        }
    }
}
