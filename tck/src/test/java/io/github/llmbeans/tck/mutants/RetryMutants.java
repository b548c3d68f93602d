package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** Break what is repeated and how often. */
final class RetryMutants {
    private RetryMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "RTY-OVERLOAD",
                        "an overload is repeated only if the server says when",
                        (config, clock) -> new GivingUp(config, clock) {
                            @Override
                            protected boolean givesUp(ProviderException e) {
                                return e instanceof RateLimitException
                                        && e.retryAfter().isEmpty();
                            }
                        }),
                Mutant.of(
                        "RTY-OUTAGE",
                        "of all errors of the server only 503 is repeated",
                        (config, clock) -> new GivingUp(config, clock) {
                            @Override
                            protected boolean givesUp(ProviderException e) {
                                int status = e.status().orElse(0);
                                return status >= 500 && status != 503;
                            }
                        }),
                Mutant.of(
                        "RTY-NOT-FOR-CALLERS",
                        "422 is tried once more",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                try {
                                    return super.attempt(request, deadline);
                                } catch (InvalidRequestException e) {
                                    if (e.status().orElse(0) == 422 && config().maxRetries() > 0) {
                                        return super.attempt(request, deadline);
                                    }
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-LIMIT",
                        "one repeat too many",
                        withRetries((config, retries) -> retries < 2 ? retries : retries + 1)),
                Mutant.of(
                        "RTY-ZERO", "zero is taken for unset", (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
                                try {
                                    return super.ask(request, token, deadline);
                                } catch (ProviderUnavailableException e) {
                                    if (config().maxRetries() > 0 || !e.retryable()) {
                                        throw e;
                                    }
                                    return super.ask(request, token, deadline);
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-TOKEN-LIMIT",
                        "a request for a token is repeated inside the repeat of the call",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Token fetch(Deadline deadline, Clock time) {
                                try {
                                    return super.fetch(deadline, time);
                                } catch (ProviderException e) {
                                    if (e.retryable() && config().maxRetries() > 0) {
                                        return super.fetch(deadline, time);
                                    }
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-ONE-DEADLINE",
                        "each attempt adds its own timeout",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                Duration one = request.timeout() == null ? config().timeout() : request.timeout();
                                return super.chat(request.toBuilder()
                                        .timeout(one.multipliedBy(1 + config().maxRetries()))
                                        .build());
                            }
                        }));
    }

    private interface Retries {
        int of(ProviderConfig config, int retries);
    }

    private static BiFunction<ProviderConfig, Clock, BaseProvider> withRetries(Retries retries) {
        return (config, clock) -> new ReferenceProvider(
                config.toBuilder()
                        .maxRetries(retries.of(config, config.maxRetries()))
                        .build(),
                clock);
    }

    /** Does not repeat some of what it says can be repeated. */
    private abstract static class GivingUp extends ReferenceProvider {
        GivingUp(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        protected abstract boolean givesUp(ProviderException e);

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            try {
                return super.attempt(request, deadline);
            } catch (ProviderException e) {
                if (!givesUp(e)) {
                    throw e;
                }
                throw new ProviderException(e.getMessage(), e.failure().withRetryable(false), e);
            }
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderException e) {
                throw e.getCause() instanceof ProviderException original && givesUp(original) ? original : e;
            }
        }
    }
}
