package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.List;

/** Break what comes back from a model. */
final class AnswerMutants {
    private AnswerMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "GEN-ANSWER-EXACT",
                        "the answer is trimmed",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse read(JsonObject json) {
                                return super.read(Json.createObjectBuilder(json)
                                        .add("text", json.getString("text").strip())
                                        .build());
                            }
                        }),
                Mutant.of(
                        "GEN-EMPTY-ANSWER",
                        "an empty answer is taken for a malformed one",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse read(JsonObject json) {
                                if (json.getString("text").isEmpty()) {
                                    throw new JsonException("no text");
                                }
                                return super.read(json);
                            }
                        }));
    }
}
