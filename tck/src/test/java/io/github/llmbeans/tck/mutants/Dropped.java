package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.Message;
import io.github.llmbeans.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Requests without something that was asked for. */
final class Dropped {
    private Dropped() {}

    static ChatRequest from(ChatRequest request, Capability capability) {
        List<Message> messages = request.messages();
        return switch (capability) {
            case MODEL_CHOICE -> request.toBuilder().model(null).build();
            case SESSION -> request.toBuilder().sessionId(null).build();
            case SYSTEM_MESSAGE ->
                withMessages(
                        request,
                        messages.stream()
                                .filter(message -> message.role() != Role.SYSTEM)
                                .toList());
            case CHAT_HISTORY -> withMessages(request, lastOf(messages));
            default ->
                request.toBuilder().params(from(request.params(), capability)).build();
        };
    }

    /** The last message, and the system's. */
    private static List<Message> lastOf(List<Message> messages) {
        List<Message> last = new ArrayList<>(messages);
        Message question = last.remove(last.size() - 1);
        last.removeIf(message -> message.role() != Role.SYSTEM);
        last.add(question);
        return last;
    }

    static ChatRequest options(ChatRequest request) {
        GenerationParams p = request.params();
        return p.options().isEmpty()
                ? request
                : request.toBuilder()
                        .params(new GenerationParams(
                                p.temperature(),
                                p.maxTokens(),
                                p.topP(),
                                p.stop(),
                                p.repetitionPenalty(),
                                p.presencePenalty(),
                                p.frequencyPenalty(),
                                p.seed(),
                                p.n(),
                                Map.of()))
                        .build();
    }

    static ChatRequest withMessages(ChatRequest request, List<Message> messages) {
        return new ChatRequest(
                messages,
                request.params(),
                request.model(),
                request.sessionId(),
                request.clientId(),
                request.requestId(),
                request.timeout());
    }

    private static GenerationParams from(GenerationParams params, Capability capability) {
        return new GenerationParams(
                capability == Capability.TEMPERATURE ? null : params.temperature(),
                capability == Capability.MAX_TOKENS ? null : params.maxTokens(),
                capability == Capability.TOP_P ? null : params.topP(),
                capability == Capability.STOP_SEQUENCES ? List.of() : params.stop(),
                capability == Capability.REPETITION_PENALTY ? null : params.repetitionPenalty(),
                capability == Capability.PRESENCE_PENALTY ? null : params.presencePenalty(),
                capability == Capability.FREQUENCY_PENALTY ? null : params.frequencyPenalty(),
                capability == Capability.SEED ? null : params.seed(),
                capability == Capability.MULTIPLE_CHOICES ? null : params.n(),
                params.options());
    }
}
