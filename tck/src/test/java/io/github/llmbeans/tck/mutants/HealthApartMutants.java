package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ConcurrencyLimiter;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceLimits;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Make health checks stand in the way of calls, or calls in theirs. */
final class HealthApartMutants {
    private HealthApartMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "HLT-CHEAP-TOGETHER",
                        "checks that find no token fetch one each",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            private final AtomicBoolean proved = new AtomicBoolean();

                            @Override
                            protected boolean probe(Deadline deadline) {
                                boolean own = proved.get()
                                        || !fetch(deadline, clock).value().isEmpty();
                                boolean healthy = super.probe(deadline) && own;
                                proved.set(healthy);
                                return healthy;
                            }
                        }),
                Mutant.of("HLT-NO-PLACE", "a check waits for its turn", Queueing::new),
                Mutant.wrapped("HLT-CIRCUIT-APART", "whoever lets no calls through is not healthy", Shut::new));
    }

    private static final class Shut extends Wrapped {
        private volatile boolean shut;

        Shut(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                ChatResponse answer = super.chat(request);
                shut = false;
                return answer;
            } catch (ProviderUnavailableException e) {
                shut = e.attempts() == 0;
                throw e;
            }
        }

        @Override
        public boolean healthCheck() {
            return super.healthCheck() && !shut;
        }
    }

    private static final class Queueing extends Limited {
        Queueing(ProviderConfig config, Clock clock) {
            super(config, clock, ReferenceLimits.limiter(config, Turns::new));
        }

        @Override
        protected boolean probe(Deadline deadline) {
            try (ConcurrencyLimiter.Permit permit = concurrencyLimiter().acquire(deadline.remaining())) {
                permit.turn().toCompletableFuture().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
                return super.probe(deadline);
            } catch (RejectedExecutionException | ExecutionException | TimeoutException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
