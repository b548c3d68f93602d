package io.github.llmbeans.gigachat.simulator;

import io.github.llmbeans.tck.server.Reply;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The models of the service: those it lists, and the old names that it still understands. */
final class Models {

    private static final Map<String, String> LISTED = new LinkedHashMap<>();

    static {
        for (String chat : new String[] {"GigaChat-2", "GigaChat-2-Pro", "GigaChat-2-Max", "GigaChat-3-Ultra"}) {
            LISTED.put(chat, "chat");
        }
        for (String embedder : new String[] {"Embeddings", "Embeddings-2", "EmbeddingsGigaR"}) {
            LISTED.put(embedder, "embedder");
        }
        for (String check : new String[] {"GigaCheckClassification", "GigaCheckDetection"}) {
            LISTED.put(check, "aicheck");
        }
    }

    private static final Map<String, String> OLD_NAMES =
            Map.of("GigaChat", "GigaChat-2", "GigaChat-Pro", "GigaChat-2-Pro", "GigaChat-Max", "GigaChat-2-Max");

    private Models() {}

    /** Whether the model can be asked to reason. */
    static boolean reasons(String name) {
        return name.startsWith("GigaChat-3");
    }

    /** The name with its build, for a chat model. */
    static String chat(String name) {
        return withBuild(name, "chat");
    }

    static String embedder(String name) {
        withBuild(name, "embedder");
        return name;
    }

    static Reply list() {
        JsonArrayBuilder data = Json.array();
        LISTED.keySet().forEach(name -> data.add(entry(name)));
        return Reply.json(
                200,
                Json.object().add("object", "list").add("data", data).build().toString());
    }

    static Reply one(String name) {
        if (!LISTED.containsKey(today(name))) {
            return WireErrors.noSuchModel();
        }
        return Reply.json(200, entry(name).build().toString());
    }

    private static JsonObjectBuilder entry(String name) {
        return Json.object()
                .add("id", name)
                .add("object", "model")
                .add("owned_by", "salutedevices")
                .add("type", LISTED.get(today(name)));
    }

    private static String withBuild(String name, String type) {
        if (!type.equals(LISTED.get(today(name)))) {
            throw new Refusal(WireErrors.noSuchModel());
        }
        return name + (name.startsWith("GigaChat-3") ? ":32.3.18.5" : ":2.0.30.01");
    }

    private static String today(String name) {
        return OLD_NAMES.getOrDefault(name, name);
    }
}
