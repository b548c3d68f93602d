package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Mutants that are the reference with requests or answers edited on their way. */
final class Edited {
    private Edited() {}

    /** Something else is sent than what was asked for. */
    static Mutant sending(String id, String what, BiFunction<JsonObject, JsonObjectBuilder, JsonObjectBuilder> edit) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected String body(ChatRequest request) {
                JsonObject right = parse(super.body(request));
                return edit.apply(right, Json.createObjectBuilder(right))
                        .build()
                        .toString();
            }
        });
    }

    /** A member is left out. */
    static Mutant dropping(String id, String member) {
        return sending(id, member + " is not sent", (right, json) -> json.remove(member));
    }

    /** Something else is answered than what the server said. */
    static Mutant answering(String id, String what, UnaryOperator<ChatResponse> edit) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected ChatResponse read(JsonObject json) {
                return edit.apply(super.read(json));
            }
        });
    }

    /** Something else is asked for than what the caller said. */
    static Mutant asking(String id, String what, UnaryOperator<ChatRequest> edit) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            public ChatResponse chat(ChatRequest request) {
                return super.chat(edit.apply(request));
            }

            @Override
            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                return super.chatStream(edit.apply(request));
            }
        });
    }

    static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
