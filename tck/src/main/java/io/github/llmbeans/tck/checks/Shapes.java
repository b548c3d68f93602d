package io.github.llmbeans.tck.checks;

import io.github.llmbeans.tck.server.Reply;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers that are well formed but not what was agreed on. */
final class Shapes {
    /** What no answer can be made of, whatever the vendor. */
    static final List<String> NO_ANSWERS =
            List.of("{}", "[]", "null", "42", "true", "{\"a\": [{\"b\": null}]}", "[[]]");

    private static final List<JsonValue> OTHERS = List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            JsonValue.EMPTY_JSON_ARRAY,
            JsonValue.EMPTY_JSON_OBJECT,
            Json.createArrayBuilder().addNull().build(),
            Json.createValue(""),
            Json.createValue("two\nlines"),
            Json.createValue(-1),
            Json.createValue(Long.MAX_VALUE),
            Json.createValue(1e300));

    private Shapes() {}

    /** The reply with one member, at any depth, left out or of another type, in every way; empty unless it is JSON. */
    static List<String> of(Reply reply) {
        List<String> shapes = new ArrayList<>();
        if (reply.header("Content-Type").orElse("").contains("json")) {
            JsonStructure json = parse(new String(reply.body(), StandardCharsets.UTF_8));
            for (String place : places("", json)) {
                shapes.add(Json.createPatchBuilder()
                        .remove(place)
                        .build()
                        .apply(json)
                        .toString());
                for (JsonValue other : OTHERS) {
                    shapes.add(Json.createPatchBuilder()
                            .replace(place, other)
                            .build()
                            .apply(json)
                            .toString());
                }
            }
        }
        return shapes;
    }

    private static JsonStructure parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.read();
        }
    }

    private static List<String> places(String here, JsonValue value) {
        List<String> places = new ArrayList<>();
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.entrySet()) {
                String place = here + "/" + Json.encodePointer(member.getKey());
                places.add(place);
                places.addAll(places(place, member.getValue()));
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(here + "/" + i);
                places.addAll(places(here + "/" + i, array.get(i)));
            }
        }
        return places;
    }
}
