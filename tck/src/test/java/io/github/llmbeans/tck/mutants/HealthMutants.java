package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Break the health check. */
final class HealthMutants {
    private HealthMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "HLT-HEALTHY",
                        "the last call counts as well, whatever it failed of",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            private volatile boolean failed;

                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                failed = true;
                                ChatResponse response = super.attempt(request, deadline);
                                failed = false;
                                return response;
                            }

                            @Override
                            protected boolean probe(Deadline deadline) {
                                return super.probe(deadline) && !failed;
                            }
                        }),
                healthyIf(
                        "HLT-REJECTED-KEY",
                        "a server that refuses the key is there, so all is well",
                        AuthenticationException.class::isInstance),
                healthyIf(
                        "HLT-OUTAGE",
                        "a server that answers is there, so all is well",
                        failure -> failure.status().orElse(0) >= 500),
                healthyIf(
                        "HLT-DOWN",
                        "a connection that is refused says nothing about the key",
                        InstancesMutants::nobodyThere),
                Mutant.of(
                        "HLT-RECOVERS",
                        "once ill, always ill",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            private volatile boolean ill;

                            @Override
                            protected boolean probe(Deadline deadline) {
                                boolean before = ill;
                                ill = true;
                                ill = !super.probe(deadline) || before;
                                return !ill;
                            }
                        }),
                Mutant.of("HLT-NEVER-THROWS", "a check that is refused as malformed throws", Throwing::new),
                Mutant.of(
                        "HLT-NO-GENERATE",
                        "the check sends a tiny prompt",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected boolean probe(Deadline deadline) {
                                return super.probe(deadline)
                                        && ask(ChatRequest.of("ping"), tokens.get(deadline), deadline) != null;
                            }
                        }),
                Mutant.of(
                        "HLT-BOUNDED",
                        "the check may take as long as a call",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Duration healthCheckTimeout() {
                                return config.timeout();
                            }
                        }),
                Mutant.of("HLT-CLOSED", "a closed provider tells its last result", Remembering::new),
                Mutant.of(
                        "HLT-CALLS-UNTOUCHED",
                        "a check that fails ends all that is open",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected boolean probe(Deadline deadline) {
                                try {
                                    return super.probe(deadline);
                                } catch (ProviderException e) {
                                    http.close();
                                    throw e;
                                }
                            }
                        }),
                Mutant.of(
                        "HLT-CHEAP",
                        "the check fetches a token to prove the key",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected boolean probe(Deadline deadline) {
                                return !fetch(deadline, clock).value().isEmpty() && super.probe(deadline);
                            }
                        }));
    }

    private static Mutant healthyIf(String id, String what, Predicate<ProviderException> well) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            @Override
            protected boolean probe(Deadline deadline) {
                try {
                    return super.probe(deadline);
                } catch (ProviderException e) {
                    if (well.test(e)) {
                        return true;
                    }
                    throw e;
                }
            }
        });
    }

    private static final class Throwing extends ReferenceProvider {
        private final ThreadLocal<InvalidRequestException> refusal = new ThreadLocal<>();

        Throwing(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected boolean probe(Deadline deadline) {
            try {
                return super.probe(deadline);
            } catch (InvalidRequestException e) {
                refusal.set(e);
                throw e;
            }
        }

        @Override
        public boolean healthCheck() {
            boolean healthy = super.healthCheck();
            InvalidRequestException thrown = refusal.get();
            if (thrown != null) {
                throw thrown;
            }
            return healthy;
        }
    }

    private static final class Remembering extends ReferenceProvider {
        private volatile boolean last;
        private volatile boolean closed;

        Remembering(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        public boolean healthCheck() {
            boolean healthy = super.healthCheck();
            last = closed ? last : healthy;
            return last;
        }

        @Override
        protected void release() {
            closed = true;
            super.release();
        }
    }
}
