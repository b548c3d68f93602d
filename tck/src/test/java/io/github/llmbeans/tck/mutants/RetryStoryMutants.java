package io.github.llmbeans.tck.mutants;

import static io.github.llmbeans.tck.mutants.FailureMutants.failures;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Break what a repeat asks for, when it comes, and what a failure tells of the attempts before it. */
final class RetryStoryMutants {
    private RetryStoryMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "RTY-ATTEMPTS-TOLD",
                        "the attempts are not counted",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                try {
                                    return super.chat(request);
                                } catch (ProviderUnavailableException e) {
                                    throw e.status().isEmpty() || e.attempts() == 1 ? e : uncounted(e);
                                }
                            }

                            private ProviderException uncounted(ProviderException e) {
                                ProviderException one =
                                        new ProviderUnavailableException(e.getMessage(), e.failure(), e.getCause());
                                for (Throwable earlier : e.getSuppressed()) {
                                    one.addSuppressed(earlier);
                                }
                                return one;
                            }
                        }),
                Mutant.of(
                        "RTY-SAME-REQUEST",
                        "a repeat forgets the parameters",
                        (config, clock) -> new Remembering(config, clock) {
                            @Override
                            protected ChatResponse again(
                                    ChatRequest request, Deadline deadline, ProviderException first) {
                                return once(
                                        request.toBuilder()
                                                .params(GenerationParams.defaults())
                                                .build(),
                                        deadline);
                            }
                        }),
                Mutant.of(
                        "RTY-LAST-FAILURE",
                        "the first failure is thrown",
                        (config, clock) -> new Remembering(config, clock) {
                            @Override
                            protected ChatResponse again(
                                    ChatRequest request, Deadline deadline, ProviderException first) {
                                try {
                                    return once(request, deadline);
                                } catch (ProviderException e) {
                                    throw first.forAnotherCaller();
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-EARLIER-KEPT",
                        "the earlier failures are dropped",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                try {
                                    return super.chat(request);
                                } catch (ProviderException e) {
                                    throw e.getSuppressed().length == 0 ? e : e.forAnotherCaller();
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-NOT-BEFORE-HINT",
                        "a hint of one second is not waited for",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                try {
                                    return super.attempt(request, deadline);
                                } catch (RateLimitException e) {
                                    Duration hint = e.retryAfter().orElse(Duration.ZERO);
                                    if (config().maxRetries() != 1 || !hint.equals(Duration.ofSeconds(1))) {
                                        throw e;
                                    }
                                    return super.attempt(request, deadline);
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-NOT-BEFORE-DATE",
                        "a date is not understood",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected Duration retryAfter(String hint) {
                                return hint != null && hint.endsWith("GMT") ? null : super.retryAfter(hint);
                            }
                        })),
                Mutant.of(
                        "RTY-HINT-ON-OUTAGE",
                        "the hint counts for 429 only",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected ProviderException ofStatus(
                                    int status, String said, String requestId, Duration retryAfter, Token token) {
                                boolean heard = status != 503 || config.maxRetries() == 0;
                                return super.ofStatus(status, said, requestId, heard ? retryAfter : null, token);
                            }
                        })),
                Mutant.of(
                        "RTY-HINT-BEYOND-DEADLINE",
                        "a hint beyond the deadline is taken for none",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            public ChatResponse chat(ChatRequest request) {
                                try {
                                    return super.chat(request);
                                } catch (RateLimitException e) {
                                    boolean repeats = config().maxRetries() > e.attempts();
                                    Duration hint = e.retryAfter().orElse(Duration.ZERO);
                                    if (repeats && hint.compareTo(config().timeout()) > 0) {
                                        return super.chat(request);
                                    }
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "RTY-BAD-HINT",
                        "a hint that is no number breaks the reading of the failure",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected Duration retryAfter(String hint) {
                                return hint == null || hint.endsWith("GMT")
                                        ? super.retryAfter(hint)
                                        : Duration.ofSeconds(Long.parseLong(hint));
                            }
                        })));
    }

    /** Knows the first failure of each call. */
    private abstract static class Remembering extends ReferenceProvider {
        private final Map<Deadline, ProviderException> first = new ConcurrentHashMap<>();

        Remembering(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        protected abstract ChatResponse again(ChatRequest request, Deadline deadline, ProviderException first);

        protected ChatResponse once(ChatRequest request, Deadline deadline) {
            return super.attempt(request, deadline);
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            ProviderException earlier = first.get(deadline);
            if (earlier != null) {
                return again(request, deadline, earlier);
            }
            try {
                return once(request, deadline);
            } catch (ProviderException e) {
                first.put(deadline, e);
                throw e;
            }
        }
    }
}
