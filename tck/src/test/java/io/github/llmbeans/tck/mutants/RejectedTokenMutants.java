package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Break what happens to a token that is not accepted. */
final class RejectedTokenMutants {
    private static final int MANY = 10;

    private RejectedTokenMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "AUT-REJECTED-ONCE",
                        "a token is replaced once in the provider's life",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            private final AtomicBoolean replaced = new AtomicBoolean();

                            @Override
                            protected Token replacement(Token rejected, Deadline deadline) {
                                if (!replaced.compareAndSet(false, true)) {
                                    tokens.rejected(rejected);
                                    throw new AuthenticationException(
                                            "The token is not accepted",
                                            Failure.of(config.name()).withStatus(401));
                                }
                                return super.replacement(rejected, deadline);
                            }
                        }),
                Mutant.of(
                        "AUT-REPEAT-NEW-TOKEN",
                        "the repeat carries the rejected token",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Token replacement(Token rejected, Deadline deadline) {
                                super.replacement(rejected, deadline);
                                return rejected;
                            }
                        }),
                Mutant.of("AUT-REJECTED-TWICE", "a rejected request is repeated twice", TwoRepeats::new),
                Mutant.of(
                        "AUT-SAME-TOKEN-AGAIN",
                        "the token endpoint is asked until it gives out another token",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Token replacement(Token rejected, Deadline deadline) {
                                Token next = super.replacement(rejected, deadline);
                                for (int i = 0; i < MANY && next.value().equals(rejected.value()); i++) {
                                    next = super.replacement(next, deadline);
                                }
                                return next;
                            }
                        }));
    }

    private static final class TwoRepeats extends ReferenceProvider {
        private final ThreadLocal<Boolean> repeats = ThreadLocal.withInitial(() -> false);

        TwoRepeats(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected Token replacement(Token rejected, Deadline deadline) {
            repeats.set(true);
            return super.replacement(rejected, deadline);
        }

        @Override
        protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
            ChatResponse response = super.ask(request, token, deadline);
            if (response != null || !repeats.get()) {
                return response;
            }
            repeats.set(false);
            return super.ask(request, super.replacement(token, deadline), deadline);
        }
    }
}
