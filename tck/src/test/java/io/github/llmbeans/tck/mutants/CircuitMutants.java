package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceLimits;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;

/** Break the circuit breaker. */
final class CircuitMutants {
    private static final String NEVER = "10000";

    private CircuitMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "RTY-CIRCUIT",
                        "the circuit never opens",
                        (config, clock) -> new ReferenceProvider(neverOpen(config), clock)),
                Mutant.wrapped(
                        "RTY-CIRCUIT",
                        "a call that is not let through counts as one that was, and is not told when",
                        inner -> new Wrapped(inner) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                try {
                                    return super.chat(request);
                                } catch (ProviderUnavailableException e) {
                                    throw e.attempts() > 0
                                            ? e
                                            : new ProviderUnavailableException("Not now", Failure.of(info().name()), e);
                                }
                            }
                        }));
    }

    private static ProviderConfig neverOpen(ProviderConfig config) {
        return config.options().containsKey(ReferenceLimits.ATTEMPTS)
                ? config.toBuilder().option(ReferenceLimits.ATTEMPTS, NEVER).build()
                : config;
    }
}
