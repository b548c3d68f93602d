package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;
import java.util.function.UnaryOperator;

/** Break what reaches a model. */
final class PromptMutants {
    private static final int BUFFER = 65_536;

    private PromptMutants() {}

    static List<Mutant> all() {
        return List.of(
                Edited.asking(
                        "GEN-PROMPT-EXACT",
                        "line breaks of the prompt are normalised",
                        request -> prompts(request, text -> text.replace("\r\n", "\n"))),
                Edited.asking(
                        "GEN-PROMPT-EXACT",
                        "percent signs of the prompt are taken for a format",
                        request -> prompts(request, text -> text.replace("%s", ""))),
                Edited.asking(
                        "GEN-LONG-TEXT",
                        "the prompt is cut at a buffer",
                        request -> prompts(request, text -> text.substring(0, Math.min(BUFFER, text.length())))),
                Edited.answering(
                        "GEN-LONG-TEXT",
                        "the answer is cut at a buffer",
                        answer -> answer.text().length() > BUFFER
                                ? answer.withText(answer.text().substring(0, BUFFER), FinishReason.STOP)
                                : answer),
                Mutant.wrapped("GEN-SAME-AS-CHAT", "generate forgets the parameters", inner -> new Wrapped(inner) {
                    @Override
                    public String generate(String prompt, GenerationParams params) {
                        ChatRequest.of(prompt, params);
                        return super.generate(prompt, GenerationParams.defaults());
                    }
                }),
                Mutant.of(
                        "GEN-ONE-REQUEST",
                        "an empty answer is asked for once more",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                ChatResponse answer = super.attempt(request, deadline);
                                return answer.text().isEmpty() ? super.attempt(request, deadline) : answer;
                            }
                        }));
    }

    /** The user's messages, changed. */
    static ChatRequest prompts(ChatRequest request, UnaryOperator<String> edit) {
        return Dropped.withMessages(
                request,
                request.messages().stream()
                        .map(message ->
                                message.role() == Role.USER ? Message.user(edit.apply(message.content())) : message)
                        .toList());
    }
}
