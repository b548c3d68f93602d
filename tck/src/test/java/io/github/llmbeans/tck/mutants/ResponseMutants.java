package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.UnaryOperator;

/** Break what comes with the text of an answer. */
final class ResponseMutants {
    private ResponseMutants() {}

    static List<Mutant> all() {
        return List.of(
                Edited.answering(
                        "CHT-RESPONSE-PROVIDER",
                        "the vendor's name is told",
                        r -> facts(r, "reference", r.model(), r.finishReasonText(), r.requestId())),
                Mutant.of(
                        "CHT-RESPONSE-MODEL",
                        "the configured model is told",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse read(JsonObject json) {
                                ChatResponse r = super.read(json);
                                return facts(r, r.provider(), config.model(), r.finishReasonText(), r.requestId());
                            }
                        }),
                Edited.answering(
                        "CHT-RESPONSE-REQUEST-ID",
                        "the request id is not read",
                        r -> facts(r, r.provider(), r.model(), r.finishReasonText(), null)),
                Edited.answering(
                        "CHT-FINISH-WORD",
                        "the contract's word is told",
                        r -> facts(r, r.provider(), r.model(), r.finishReason().text(), r.requestId())),
                ending("CHT-FINISH-STOP", "the word for STOP is not known", "done", FinishReason.OTHER),
                ending("CHT-FINISH-LENGTH", "a cut answer is called complete", "cut", FinishReason.STOP),
                ending("CHT-FINISH-FILTER", "the word for moderation is not known", "blocked", FinishReason.OTHER),
                Mutant.of(
                        "CHT-FINISH-UNKNOWN",
                        "a new word is taken for STOP",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected FinishReason finishReason(String word) {
                                FinishReason reason = super.finishReason(word);
                                return reason == FinishReason.OTHER ? FinishReason.STOP : reason;
                            }
                        }),
                counting(
                        "CHT-USAGE",
                        "the counts are mixed up",
                        usage -> usage == null
                                ? null
                                : new Usage(
                                        usage.completionTokens(),
                                        usage.promptTokens(),
                                        usage.totalTokens(),
                                        usage.cachedPromptTokens())),
                counting(
                        "CHT-USAGE",
                        "the total is computed",
                        usage -> usage == null
                                ? null
                                : new Usage(
                                        usage.promptTokens(),
                                        usage.completionTokens(),
                                        usage.promptTokens() + usage.completionTokens(),
                                        usage.cachedPromptTokens())),
                counting(
                        "CHT-USAGE-ABSENT",
                        "missing counts are zeros",
                        usage -> usage == null ? new Usage(0, 0, 0, 0) : usage));
    }

    private static Mutant ending(String id, String what, String broken, FinishReason wrong) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected FinishReason finishReason(String word) {
                return word.equals(broken) ? wrong : super.finishReason(word);
            }
        });
    }

    private static Mutant counting(String id, String what, UnaryOperator<Usage> edit) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected Usage usage(JsonObject json) {
                return edit.apply(super.usage(json));
            }
        });
    }

    private static ChatResponse facts(ChatResponse r, String provider, String model, String word, String requestId) {
        return new ChatResponse(
                r.text(),
                provider,
                model,
                r.finishReason(),
                word,
                r.usage(),
                r.reasoning(),
                requestId,
                r.sessionId(),
                r.created(),
                r.functionCall(),
                r.functionStateId());
    }
}
