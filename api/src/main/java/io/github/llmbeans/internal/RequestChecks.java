package io.github.llmbeans.internal;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Failure;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.Role;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.util.List;

/** What can be said against a request before it is sent: undeclared capabilities, messages out of order and blank questions. */
public final class RequestChecks {
    private RequestChecks() {}

    public static void check(ChatRequest request, ProviderInfo info) {
        GenerationParams params = request.params();
        require(params.temperature() != null, "temperature", Capability.TEMPERATURE, info);
        require(params.topP() != null, "topP", Capability.TOP_P, info);
        require(params.maxTokens() != null, "maxTokens", Capability.MAX_TOKENS, info);
        require(!params.stop().isEmpty(), "stop", Capability.STOP_SEQUENCES, info);
        require(params.repetitionPenalty() != null, "repetitionPenalty", Capability.REPETITION_PENALTY, info);
        require(params.presencePenalty() != null, "presencePenalty", Capability.PRESENCE_PENALTY, info);
        require(params.frequencyPenalty() != null, "frequencyPenalty", Capability.FREQUENCY_PENALTY, info);
        require(params.seed() != null, "seed", Capability.SEED, info);
        require(params.n() != null && params.n() > 1, "n", Capability.MULTIPLE_CHOICES, info);
        require(request.model() != null, "model", Capability.MODEL_CHOICE, info);
        require(request.sessionId() != null, "sessionId", Capability.SESSION, info);
        checkMessages(request.messages(), info);
    }

    private static void checkMessages(List<Message> messages, ProviderInfo info) {
        boolean system = messages.stream().anyMatch(message -> message.role() == Role.SYSTEM);
        require(system, "system message", Capability.SYSTEM_MESSAGE, info);
        long others = messages.stream()
                .filter(message -> message.role() != Role.SYSTEM)
                .count();
        require(others > 1, "chat history", Capability.CHAT_HISTORY, info);
        String violation = MessageOrder.violation(messages);
        if (violation != null) {
            throw new InvalidRequestException(
                    "Order of messages: " + violation + "; nothing was sent", Failure.of(info.name()));
        }
        Message last = messages.get(messages.size() - 1);
        if (last.role() == Role.USER && last.content().isBlank()) {
            throw new InvalidRequestException(
                    "The last user message must not be blank, had "
                            + last.content().length() + " characters of white space; nothing was sent",
                    Failure.of(info.name()));
        }
    }

    private static void require(boolean used, String parameter, Capability capability, ProviderInfo info) {
        if (used && !info.can(capability)) {
            throw new UnsupportedCapabilityException(info.name(), parameter, capability);
        }
    }
}
