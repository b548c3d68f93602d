package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.mutants.WithTokens.Tokens;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Break what happens at the end of a token. */
final class TokenLifeMutants {
    private static final int MANY = 5;

    private TokenLifeMutants() {}

    static List<Mutant> all() {
        return List.of(
                WithTokens.mutant(
                        "AUT-EXPIRED-NEVER-SENT",
                        "the old token is used until the new one is there, valid or not",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public Token get(Deadline deadline) {
                                synchronized (this) {
                                    if (current != null) {
                                        if (due(current, clock.instant()) && flight == null) {
                                            start();
                                        }
                                        return current;
                                    }
                                }
                                return super.get(deadline);
                            }
                        }),
                WithTokens.mutant(
                        "AUT-VALID-WHILE-REFRESHING",
                        "callers wait for an early refresh",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public Token get(Deadline deadline) {
                                Token token = super.get(deadline);
                                CompletableFuture<Token> refresh = flight;
                                try {
                                    return refresh == null ? token : joined(refresh, deadline);
                                } catch (ProviderException e) {
                                    return token;
                                }
                            }
                        }),
                WithTokens.mutant(
                        "AUT-EARLY-REFRESH-FAILS",
                        "the failure of an early refresh is thrown at the next caller",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            private boolean failed;

                            @Override
                            protected void fly(CompletableFuture<Token> started) {
                                super.fly(started);
                                synchronized (this) {
                                    failed = started.isCompletedExceptionally() && current != null;
                                }
                            }

                            @Override
                            public Token get(Deadline deadline) {
                                synchronized (this) {
                                    if (failed) {
                                        failed = false;
                                        throw new ProviderUnavailableException("No token", Failure.of(config.name()));
                                    }
                                }
                                return super.get(deadline);
                            }
                        }),
                WithTokens.mutant(
                        "AUT-EARLY-REFRESH-RESTS",
                        "an early refresh that has failed is tried again at once",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            protected void fly(CompletableFuture<Token> started) {
                                super.fly(started);
                                synchronized (this) {
                                    restUntil = Instant.MIN;
                                }
                            }
                        }),
                WithTokens.mutant(
                        "AUT-SHORT-LIFETIME",
                        "every token is due a minute before its end",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            protected boolean due(Token token, Instant now) {
                                return !now.isBefore(token.expiresAt().minusSeconds(60));
                            }
                        }),
                WithTokens.mutant(
                        "AUT-EXPIRED-ON-ARRIVAL",
                        "the token endpoint is asked until the token is not expired",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public Token get(Deadline deadline) {
                                Token token = super.get(deadline);
                                for (int i = 0; i < MANY && !clock.instant().isBefore(token.expiresAt()); i++) {
                                    token = super.get(deadline);
                                }
                                return token;
                            }
                        }));
    }
}
