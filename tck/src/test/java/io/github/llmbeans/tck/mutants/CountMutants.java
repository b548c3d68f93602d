package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Capability;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.TokenCount;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Break token counts. */
final class CountMutants {
    private CountMutants() {}

    static List<Mutant> all() {
        return List.of(
                counts("CNT-PER-TEXT", "the counts are sorted", CountMutants::sorted),
                texts("CNT-TEXTS-EXACT", "the texts are trimmed", texts -> each(texts, String::strip)),
                Mutant.of("CNT-MODEL", "the vendor's default model counts", DefaultModel::new),
                Mutant.wrapped("CNT-NONE", "an empty list is counted as an empty text", inner -> new Wrapped(inner) {
                    @Override
                    public List<TokenCount> countTokens(List<String> texts) {
                        if (texts.isEmpty()) {
                            super.countTokens(List.of(""));
                        }
                        return super.countTokens(texts);
                    }
                }),
                texts(
                        "CNT-NULL-TEXTS",
                        "null is counted as an empty text",
                        texts -> each(texts, t -> t == null ? "" : t)),
                Mutant.wrapped(
                        "CNT-NO-GENERATE", "an answer of the model is asked for too", inner -> new Wrapped(inner) {
                            @Override
                            public List<TokenCount> countTokens(List<String> texts) {
                                return texts.isEmpty()
                                        ? super.countTokens(texts)
                                        : SideMutants.generating(inner, () -> super.countTokens(texts));
                            }
                        }),
                Mutant.wrapped("CNT-FAILURES", "status 400 is a plain failure", inner -> new Wrapped(inner) {
                    @Override
                    public List<TokenCount> countTokens(List<String> texts) {
                        return SideMutants.translating(() -> super.countTokens(texts));
                    }
                }),
                SideMutants.others(
                        "CNT-REPEATED",
                        "counts are not repeated",
                        true,
                        config -> config.toBuilder().maxRetries(0).build()),
                SideMutants.others(
                        "CNT-TIMEOUT",
                        "counts have all the time in the world",
                        true,
                        config -> config.toBuilder()
                                .timeout(Duration.ofMinutes(5))
                                .build()),
                Mutant.of("CNT-UNREADABLE", "what cannot be read counts nothing", Zeros::new),
                SideMutants.others("CNT-CLOSED", "counting does not ask whether the provider is closed", false, c -> c),
                Mutant.wrapped(
                        "CNT-ERROR-ONCE", "a failure is logged again where it is thrown", inner -> new Wrapped(inner) {
                            @Override
                            public List<TokenCount> countTokens(List<String> texts) {
                                return SideMutants.alarming(() -> super.countTokens(texts));
                            }
                        }),
                RefusalMutants.without(
                        "CNT-PER-TEXT",
                        "TOKEN_COUNT is not declared, and counts are guessed",
                        Capability.TOKEN_COUNT,
                        (config, clock) ->
                                new Wrapped(new ReferenceProvider(
                                        config, clock, InfoMutants.without(Capability.TOKEN_COUNT))) {
                                    @Override
                                    public List<TokenCount> countTokens(List<String> texts) {
                                        return texts.stream()
                                                .map(text -> new TokenCount(text.length() / 4, text.length()))
                                                .toList();
                                    }
                                }));
    }

    private static Mutant counts(String id, String what, UnaryOperator<List<TokenCount>> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public List<TokenCount> countTokens(List<String> texts) {
                return edit.apply(super.countTokens(texts));
            }
        });
    }

    private static Mutant texts(String id, String what, UnaryOperator<List<String>> edit) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public List<TokenCount> countTokens(List<String> texts) {
                return super.countTokens(texts == null ? null : edit.apply(texts));
            }
        });
    }

    private static List<TokenCount> sorted(List<TokenCount> counts) {
        return counts.stream()
                .sorted(Comparator.comparingInt(TokenCount::tokens))
                .toList();
    }

    private static List<String> each(List<String> texts, UnaryOperator<String> edit) {
        return texts.stream().map(edit).toList();
    }

    private static final class DefaultModel extends ReferenceProvider {
        DefaultModel(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected String countBody(List<String> texts) {
            return super.countBody(texts).replace(info().model(), "reference-model");
        }
    }

    private static final class Zeros extends ReferenceProvider {
        Zeros(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected List<TokenCount> attemptTokenCount(List<String> texts, Deadline deadline) {
            try {
                return super.attemptTokenCount(texts, deadline);
            } catch (ProviderUnavailableException e) {
                if (e.status().orElse(0) == 200) {
                    return texts.stream().map(text -> new TokenCount(0, 0)).toList();
                }
                throw e;
            }
        }
    }
}
