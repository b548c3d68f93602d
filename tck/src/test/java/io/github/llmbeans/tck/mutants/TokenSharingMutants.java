package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.mutants.WithTokens.Tokens;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Break the sharing of token requests. */
final class TokenSharingMutants {
    private static final int SEATS = 14;

    private TokenSharingMutants() {}

    static List<Mutant> all() {
        return List.of(
                WithTokens.mutant(
                        "AUT-SINGLE-FLIGHT",
                        "when many wait for a token, those who come later fetch one each",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            private final AtomicInteger waiting = new AtomicInteger();

                            @Override
                            public Token get(Deadline deadline) {
                                try {
                                    return waiting.incrementAndGet() > SEATS
                                            ? fetch.apply(deadline)
                                            : super.get(deadline);
                                } finally {
                                    waiting.decrementAndGet();
                                }
                            }
                        }),
                Mutant.of("AUT-SINGLE-FLIGHT-MIXED", "asynchronous calls have tokens of their own", TwoCaches::new),
                WithTokens.mutant(
                        "AUT-FAILURE-SHARED",
                        "callers whose shared request has failed send one each",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public Token get(Deadline deadline) {
                                boolean joins = flying();
                                try {
                                    return super.get(deadline);
                                } catch (ProviderUnavailableException e) {
                                    if (joins) {
                                        return fetch.apply(deadline);
                                    }
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "AUT-SINGLE-FLIGHT-REJECTED",
                        "each call whose token is rejected fetches one for itself",
                        EachForItself::new),
                WithTokens.mutant(
                        "AUT-LATE-REJECTION",
                        "a rejection drops whatever token is there",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public synchronized void rejected(Token token) {
                                current = null;
                            }
                        }));
    }

    private static final class TwoCaches extends ReferenceProvider {
        private final ReferenceProvider second;

        TwoCaches(ProviderConfig config, Clock clock) {
            super(config, clock);
            second = new Limited(config, clock, concurrencyLimiter());
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            return second.chatAsync(request);
        }

        @Override
        protected void release() {
            super.release();
            second.close();
        }
    }

    private static final class EachForItself extends ReferenceProvider {
        private final Clock clock;
        private final Tokens mine;

        EachForItself(ProviderConfig config, Clock clock) {
            super(config, clock);
            this.clock = clock;
            this.mine = new Tokens(config, clock, deadline -> fetch(deadline, clock));
            this.tokens = mine;
        }

        @Override
        protected Token replacement(Token rejected, Deadline deadline) {
            mine.rejected(rejected);
            Token own = fetch(deadline, clock);
            mine.offer(own);
            return own;
        }
    }
}
