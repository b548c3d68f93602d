package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Capability;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Break the list of models. */
final class ModelMutants {
    private ModelMutants() {}

    static List<Mutant> all() {
        return List.of(
                models("MOD-LISTED", "the models are sorted", ModelMutants::sorted),
                models("MOD-LISTED", "the list is the provider's own", ArrayList::new),
                models("MOD-FACTS", "every model holds conversations", ModelMutants::chatting),
                Mutant.wrapped("MOD-NOW", "the first list is kept", Kept::new),
                Mutant.wrapped("MOD-NO-GENERATE", "the model is tried too", inner -> new Wrapped(inner) {
                    @Override
                    public List<ModelInfo> models() {
                        return SideMutants.generating(inner, super::models);
                    }
                }),
                Mutant.wrapped("MOD-FAILURES", "status 400 is a plain failure", inner -> new Wrapped(inner) {
                    @Override
                    public List<ModelInfo> models() {
                        return SideMutants.translating(super::models);
                    }
                }),
                SideMutants.others(
                        "MOD-REPEATED",
                        "the list is not asked for again",
                        true,
                        config -> config.toBuilder().maxRetries(0).build()),
                SideMutants.others(
                        "MOD-TIMEOUT",
                        "the list has all the time in the world",
                        true,
                        config -> config.toBuilder()
                                .timeout(Duration.ofMinutes(5))
                                .build()),
                Mutant.of("MOD-UNREADABLE", "what cannot be read is an empty list", Empty::new),
                SideMutants.others("MOD-CLOSED", "models() does not ask whether the provider is closed", false, c -> c),
                Mutant.wrapped(
                        "MOD-ERROR-ONCE", "a failure is logged again where it is thrown", inner -> new Wrapped(inner) {
                            @Override
                            public List<ModelInfo> models() {
                                return SideMutants.alarming(super::models);
                            }
                        }),
                RefusalMutants.without(
                        "MOD-LISTED",
                        "MODEL_LIST is not declared, and the configured model is told",
                        Capability.MODEL_LIST,
                        (config, clock) ->
                                new Wrapped(new ReferenceProvider(
                                        config, clock, InfoMutants.without(Capability.MODEL_LIST))) {
                                    @Override
                                    public List<ModelInfo> models() {
                                        return List.of(new ModelInfo(info().model(), null, null));
                                    }
                                }));
    }

    private static Mutant models(String id, String what, UnaryOperator<List<ModelInfo>> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public List<ModelInfo> models() {
                return edit.apply(super.models());
            }
        });
    }

    private static List<ModelInfo> sorted(List<ModelInfo> models) {
        return models.stream().sorted(Comparator.comparing(ModelInfo::id)).toList();
    }

    private static List<ModelInfo> chatting(List<ModelInfo> models) {
        return models.stream()
                .map(model -> new ModelInfo(model.id(), ModelInfo.CHAT, model.owner()))
                .toList();
    }

    private static final class Kept extends Wrapped {
        private volatile List<ModelInfo> kept;

        Kept(BaseProvider inner) {
            super(inner);
        }

        @Override
        public List<ModelInfo> models() {
            if (kept == null) {
                kept = super.models();
            }
            return kept;
        }

        @Override
        public void close() {
            kept = null;
            super.close();
        }
    }

    private static final class Empty extends ReferenceProvider {
        Empty(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected List<ModelInfo> attemptModels(Deadline deadline) {
            try {
                return super.attemptModels(deadline);
            } catch (ProviderUnavailableException e) {
                if (e.status().orElse(0) == 200) {
                    return List.of();
                }
                throw e;
            }
        }
    }
}
