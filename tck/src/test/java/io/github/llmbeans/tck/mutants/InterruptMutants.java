package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Break how callers leave who are interrupted. */
final class InterruptMutants {
    private InterruptMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "LIF-INTERRUPTED-CALL",
                        "the interrupt flag is cleared",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                try {
                                    return super.attempt(request, deadline);
                                } catch (ProviderInterruptedException e) {
                                    Thread.interrupted();
                                    throw e;
                                }
                            }
                        }),
                Mutant.wrapped(
                        "LIF-INTERRUPTED-PAUSE", "an interrupted pause ends with the failure before it", Pausing::new),
                Mutant.of("LIF-INTERRUPTED-OTHERS", "an interrupted caller ends the token request", Sharing::new));
    }

    private static final class Pausing extends Wrapped {
        Pausing(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderInterruptedException e) {
                for (Throwable before : e.getSuppressed()) {
                    throw (ProviderException) before;
                }
                throw e;
            }
        }
    }

    private static final class Sharing extends ReferenceProvider {
        Sharing(ProviderConfig config, Clock clock) {
            super(config, clock);
            tokens = new ReferenceTokens(config.name(), clock, config.timeout(), deadline -> fetch(deadline, clock)) {
                @Override
                protected Token joined(CompletableFuture<Token> wait, Deadline deadline) {
                    try {
                        return super.joined(wait, deadline);
                    } catch (ProviderInterruptedException e) {
                        wait.completeExceptionally(e);
                        throw e;
                    }
                }
            };
        }
    }
}
