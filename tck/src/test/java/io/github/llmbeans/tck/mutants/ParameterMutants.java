package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.StopSequences;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;
import java.util.function.BiFunction;

/** Break what is said about how to answer. */
final class ParameterMutants {
    private ParameterMutants() {}

    static List<Mutant> all() {
        return List.of(
                rounding("PRM-TEMPERATURE", "temperature"),
                rounding("PRM-TOP-P", "top_p"),
                Edited.dropping("PRM-MAX-TOKENS", "max_tokens"),
                Edited.dropping("PRM-REPETITION-PENALTY", "repetition_penalty"),
                Edited.sending(
                        "PRM-PRESENCE-PENALTY",
                        "the presence penalty loses its sign",
                        (right, json) -> right.containsKey("presence_penalty")
                                ? json.add(
                                        "presence_penalty",
                                        Math.abs(right.getJsonNumber("presence_penalty")
                                                .doubleValue()))
                                : json),
                Edited.dropping("PRM-FREQUENCY-PENALTY", "frequency_penalty"),
                Edited.sending(
                        "PRM-SEED",
                        "the seed goes through an int",
                        (right, json) -> right.containsKey("seed")
                                ? json.add(
                                        "seed",
                                        right.getJsonNumber("seed")
                                                .bigIntegerValue()
                                                .intValue())
                                : json),
                Edited.dropping("PRM-CHOICES", "n"),
                Edited.sending(
                        "PRM-UNSET-NOT-SENT",
                        "a temperature of 1 is sent unless set",
                        (right, json) -> right.containsKey("temperature") ? json : json.add("temperature", 1.0)),
                Edited.sending(
                        "PRM-BOUNDS",
                        "a temperature of 0 is taken for unset",
                        (right, json) -> right.containsKey("temperature")
                                        && right.getJsonNumber("temperature").doubleValue() == 0
                                ? json.remove("temperature")
                                : json),
                Mutant.of(
                        "PRM-BOUNDS",
                        "a topP of 1 is refused",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                Double value = request.params().topP();
                                if (value != null && value == 1) {
                                    throw new InvalidRequestException(
                                            "topP must be below 1", Failure.of(config.name()));
                                }
                                return super.chat(request);
                            }
                        }),
                cutting("PRM-STOP", "a cut answer keeps the server's finish reason", (whole, stop) -> {
                    ChatResponse cut = StopSequences.cut(whole, stop);
                    return cut == whole ? whole : whole.withText(cut.text(), whole.finishReason());
                }),
                cutting("PRM-STOP-FIRST", "the first sequence of the list ends the answer", (whole, stop) -> {
                    for (String sequence : stop) {
                        int end = whole.text().indexOf(sequence);
                        if (end >= 0) {
                            return whole.withText(whole.text().substring(0, end), FinishReason.STOP);
                        }
                    }
                    return whole;
                }));
    }

    private static Mutant rounding(String id, String member) {
        return Edited.sending(
                id,
                member + " is rounded to a tenth",
                (right, json) -> right.containsKey(member)
                        ? json.add(
                                member, Math.round(right.getJsonNumber(member).doubleValue() * 10) / 10.0)
                        : json);
    }

    /** The provider cuts the answer itself. */
    private static Mutant cutting(String id, String what, BiFunction<ChatResponse, List<String>, ChatResponse> cut) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                ChatResponse whole = super.attempt(Dropped.from(request, Capability.STOP_SEQUENCES), deadline);
                return cut.apply(whole, request.params().stop());
            }
        });
    }
}
