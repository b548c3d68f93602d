package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.RetryPolicy;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Break the refusal of what cannot be asked. */
final class ArgumentMutants {
    private static final RetryPolicy RETRIES = RetryPolicy.builder().build();

    private ArgumentMutants() {}

    static List<Mutant> all() {
        return List.of(
                Edited.asking(
                        "GEN-BLANK-PROMPT",
                        "a blank prompt is asked as a full stop",
                        request -> PromptMutants.prompts(request, text -> text.isBlank() ? "." : text)),
                Mutant.of(
                        "GEN-BLANK-PROMPT",
                        "a blank prompt is found inside the attempt, and counted",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                return request.messages().get(0).content().isBlank() ? counted() : super.chat(request);
                            }

                            private ChatResponse counted() {
                                return RETRIES.execute(Deadline.after(config.timeout()), () -> {
                                    throw new InvalidRequestException("blank", Failure.of(config.name()));
                                });
                            }
                        }),
                Mutant.wrapped(
                        "GEN-NULL-ARGUMENTS", "null parameters are taken for defaults", inner -> new Wrapped(inner) {
                            @Override
                            public String generate(String prompt, GenerationParams params) {
                                return super.generate(prompt, params == null ? GenerationParams.defaults() : params);
                            }
                        }),
                Mutant.wrapped("GEN-NULL-ARGUMENTS", "a null request fails in the future", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                        return request == null
                                ? CompletableFuture.failedFuture(new NullPointerException("request"))
                                : super.chatAsync(request);
                    }
                }),
                Edited.asking("PRM-UNKNOWN-OPTION", "options are not looked at", Dropped::options),
                Mutant.of(
                        "PRM-REFUSAL-FACTS",
                        "a refused option counts as an attempt",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                return request.params().options().isEmpty() ? super.chat(request) : counted(request);
                            }

                            private ChatResponse counted(ChatRequest request) {
                                return RETRIES.execute(
                                        Deadline.after(config.timeout()),
                                        () -> attempt(request, Deadline.after(config.timeout())));
                            }
                        }),
                Mutant.of(
                        "PRM-REFUSAL-FACTS",
                        "a refused option is told with the vendor's name",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                for (String option : request.params().options().keySet()) {
                                    throw new UnsupportedCapabilityException("reference", option, null);
                                }
                                return super.chat(request);
                            }
                        }));
    }
}
