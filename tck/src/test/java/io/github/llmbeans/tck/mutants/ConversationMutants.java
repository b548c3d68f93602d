package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Message;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.Role;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Break requests of more than a prompt. */
final class ConversationMutants {
    private ConversationMutants() {}

    static List<Mutant> all() {
        return List.of(
                Edited.asking(
                        "CHT-HISTORY",
                        "only the last message is sent",
                        request -> Dropped.from(request, Capability.CHAT_HISTORY)),
                Edited.asking(
                        "CHT-SYSTEM-MESSAGE",
                        "the system message becomes a part of the prompt",
                        ConversationMutants::systemInPrompt),
                Edited.asking(
                        "CHT-SESSION", "the session is not sent", request -> Dropped.from(request, Capability.SESSION)),
                Edited.asking(
                        "CHT-MODEL-CHOICE",
                        "the configured model is asked for",
                        request -> Dropped.from(request, Capability.MODEL_CHOICE)),
                Mutant.of("CHT-MODEL-CHOICE-ONCE", "the chosen model is kept", KeptModel::new),
                Mutant.of("CHT-CALLS-INDEPENDENT", "the temperature is kept", KeptTemperature::new),
                Mutant.of(
                        "CHT-TIMEOUT-OF-CALL",
                        "a longer timeout of the request does not count",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                Duration timeout = request.timeout();
                                boolean longer = timeout != null && timeout.compareTo(config.timeout()) > 0;
                                return super.chat(
                                        longer
                                                ? request.toBuilder()
                                                        .timeout(null)
                                                        .build()
                                                : request);
                            }
                        }),
                Edited.asking(
                        "CHT-TIMEOUT-OF-CALL",
                        "the timeout of the request does not count",
                        request -> request.toBuilder().timeout(null).build()));
    }

    private static ChatRequest systemInPrompt(ChatRequest request) {
        Message first = request.messages().get(0);
        return first.role() == Role.SYSTEM
                ? PromptMutants.prompts(
                        Dropped.from(request, Capability.SYSTEM_MESSAGE), text -> first.content() + "\n\n" + text)
                : request;
    }

    private static final class KeptModel extends ReferenceProvider {
        private volatile String model;

        KeptModel(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected String model(ChatRequest request) {
            if (request.model() != null) {
                model = request.model();
            }
            return model == null ? super.model(request) : model;
        }
    }

    private static final class KeptTemperature extends ReferenceProvider {
        private volatile Double temperature;

        KeptTemperature(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected String body(ChatRequest request) {
            if (request.params().temperature() != null) {
                temperature = request.params().temperature();
            }
            return temperature == null
                    ? super.body(request)
                    : super.body(request.toBuilder()
                            .params(request.params().toBuilder()
                                    .temperature(temperature)
                                    .build())
                            .build());
        }
    }
}
