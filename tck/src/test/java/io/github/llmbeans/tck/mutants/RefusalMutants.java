package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.UnsupportedCapabilityException;
import io.github.llmbeans.Usage;
import io.github.llmbeans.tck.reference.Reference;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Do not declare something, and do not refuse it either. */
final class RefusalMutants {
    private RefusalMutants() {}

    static List<Mutant> all() {
        return List.of(
                dropping("PRM-TEMPERATURE", Capability.TEMPERATURE),
                dropping("PRM-TOP-P", Capability.TOP_P),
                dropping("PRM-MAX-TOKENS", Capability.MAX_TOKENS),
                dropping("PRM-STOP", Capability.STOP_SEQUENCES),
                dropping("PRM-REPETITION-PENALTY", Capability.REPETITION_PENALTY),
                dropping("PRM-PRESENCE-PENALTY", Capability.PRESENCE_PENALTY),
                dropping("PRM-FREQUENCY-PENALTY", Capability.FREQUENCY_PENALTY),
                dropping("PRM-SEED", Capability.SEED),
                dropping("PRM-CHOICES", Capability.MULTIPLE_CHOICES),
                dropping("CHT-MODEL-CHOICE", Capability.MODEL_CHOICE),
                dropping("CHT-SESSION", Capability.SESSION),
                dropping("CHT-SYSTEM-MESSAGE", Capability.SYSTEM_MESSAGE),
                dropping("CHT-HISTORY", Capability.CHAT_HISTORY),
                without(
                        "PRM-TEMPERATURE",
                        "TEMPERATURE is not declared, and refused after the answer",
                        Capability.TEMPERATURE,
                        (config, clock) -> new TooLate(new ReferenceProvider(config, clock))),
                without(
                        "CHT-USAGE",
                        "USAGE is not declared, and counts are given",
                        Capability.USAGE,
                        (config, clock) -> new ReferenceProvider(config, clock, InfoMutants.without(Capability.USAGE)) {
                            @Override
                            protected Usage usage(JsonObject json) {
                                return new Usage(1, 1, 2, 0);
                            }
                        }));
    }

    private static Mutant dropping(String id, Capability capability) {
        return without(
                id,
                capability + " is not declared, and dropped in silence",
                capability,
                (config, clock) -> new ReferenceProvider(config, clock, InfoMutants.without(capability)) {
                    @Override
                    public ChatResponse chat(ChatRequest request) {
                        return super.chat(Dropped.from(request, capability));
                    }
                });
    }

    static Mutant without(
            String id, String what, Capability capability, BiFunction<ProviderConfig, Clock, BaseProvider> broken) {
        return new Mutant(id, what, new Reference() {
            @Override
            public BaseProvider create(ProviderConfig config, Clock clock) {
                return broken.apply(config, clock);
            }

            @Override
            public Set<Capability> capabilities() {
                return InfoMutants.without(capability);
            }
        });
    }

    /** Asks first and refuses then. */
    private static final class TooLate extends Wrapped {
        TooLate(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ProviderInfo info() {
            ProviderInfo info = super.info();
            return new ProviderInfo(
                    info.name(), info.model(), InfoMutants.without(Capability.TEMPERATURE), info.timeout());
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse answer = super.chat(request);
            if (request.params().temperature() != null) {
                throw new UnsupportedCapabilityException(info().name(), "temperature", Capability.TEMPERATURE);
            }
            return answer;
        }
    }
}
