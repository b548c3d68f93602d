package io.github.llmbeans.tck.checks;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatRequestBuilder;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.GenerationParamsBuilder;
import io.github.llmbeans.tck.run.Stage;
import java.util.function.Consumer;

/** Requests that use everything that the provider declares, but several answers and another model. */
final class Everything {
    private Everything() {}

    static ChatRequest request(Stage stage) {
        ChatRequestBuilder request = ChatRequest.builder();
        if (stage.declares(Capability.SYSTEM_MESSAGE)) {
            request.system("INDIGO rules: answer in FINNISH.");
        }
        if (stage.declares(Capability.CHAT_HISTORY)) {
            request.user("Is it ILL?").assistant("It Is.");
        }
        if (stage.declares(Capability.SESSION)) {
            request.sessionId("tck-session-I");
        }
        return request.user("Which of the TWO?").params(params(stage)).build();
    }

    static GenerationParams params(Stage stage) {
        GenerationParamsBuilder params = GenerationParams.builder();
        set(stage, Capability.TEMPERATURE, params, p -> p.temperature(0.25));
        set(stage, Capability.TOP_P, params, p -> p.topP(0.75));
        set(stage, Capability.MAX_TOKENS, params, p -> p.maxTokens(4321));
        set(stage, Capability.STOP_SEQUENCES, params, p -> p.stop("tck-STOP-I"));
        set(stage, Capability.REPETITION_PENALTY, params, p -> p.repetitionPenalty(1.5));
        set(stage, Capability.PRESENCE_PENALTY, params, p -> p.presencePenalty(-0.5));
        set(stage, Capability.FREQUENCY_PENALTY, params, p -> p.frequencyPenalty(0.5));
        set(stage, Capability.SEED, params, p -> p.seed(1_234_567));
        return params.build();
    }

    private static void set(
            Stage stage,
            Capability capability,
            GenerationParamsBuilder params,
            Consumer<GenerationParamsBuilder> value) {
        if (stage.declares(capability)) {
            value.accept(params);
        }
    }
}
