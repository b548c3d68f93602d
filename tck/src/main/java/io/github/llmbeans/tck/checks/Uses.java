package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Requests that use one capability and nothing else. */
final class Uses {
    private static final Map<Capability, ChatRequest> REQUESTS = new EnumMap<>(Capability.class);

    static {
        param(Capability.TEMPERATURE, params -> params.temperature(0.25));
        param(Capability.TOP_P, params -> params.topP(0.75));
        param(Capability.MAX_TOKENS, params -> params.maxTokens(4321));
        param(Capability.STOP_SEQUENCES, params -> params.stop("END"));
        param(Capability.REPETITION_PENALTY, params -> params.repetitionPenalty(1.5));
        param(Capability.PRESENCE_PENALTY, params -> params.presencePenalty(-0.5));
        param(Capability.FREQUENCY_PENALTY, params -> params.frequencyPenalty(0.5));
        param(Capability.SEED, params -> params.seed(42));
        param(Capability.MULTIPLE_CHOICES, params -> params.n(2));
        request(Capability.MODEL_CHOICE, request -> request.user("Which?").model("tck-model-3"));
        request(Capability.SESSION, request -> request.user("Which?").sessionId("tck-session"));
        request(
                Capability.SYSTEM_MESSAGE,
                request -> request.system("Be brief.").user("Which?"));
        request(
                Capability.CHAT_HISTORY,
                request -> request.user("Which?").assistant("This.").user("Why?"));
    }

    private Uses() {}

    private static void param(Capability capability, Consumer<GenerationParamsBuilder> value) {
        GenerationParamsBuilder params = GenerationParams.builder();
        value.accept(params);
        REQUESTS.put(capability, ChatRequest.of("Which?", params.build()));
    }

    private static void request(Capability capability, Consumer<ChatRequestBuilder> value) {
        ChatRequestBuilder request = ChatRequest.builder();
        value.accept(request);
        REQUESTS.put(capability, request.build());
    }

    static ChatRequest of(Capability capability) {
        return REQUESTS.get(capability);
    }
}
