package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Break what happens with many callers. */
final class ConcurrencyMutants {
    private static final int SMALL_POOL = 9;
    private static final int PERMITS = 30;
    private static final int PAUSE_MILLIS = 20;

    private ConcurrencyMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("CON-OWN-ANSWERS", "the answer waits in a field", OneField::new),
                Mutant.of("CON-PARALLEL", "nine connections for all", NineAtOnce::new),
                Mutant.of(
                        "CON-AFTER-FAILURES",
                        "a permit is given back after an answer only",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            private final Semaphore permits = new Semaphore(PERMITS);

                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                if (!permits.tryAcquire()) {
                                    throw new ProviderUnavailableException(
                                            "Too many calls at once",
                                            Failure.of(config.name()).withRetryable(true));
                                }
                                ChatResponse response = super.attempt(request, deadline);
                                permits.release();
                                return response;
                            }
                        }));
    }

    private static final class OneField extends ReferenceProvider {
        private final AtomicInteger running = new AtomicInteger();
        private final Semaphore never = new Semaphore(0);
        private volatile ChatResponse answer;

        OneField(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            running.incrementAndGet();
            try {
                answer = super.attempt(request, deadline);
                if (running.get() > 1) {
                    never.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                }
                return answer;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return answer;
            } finally {
                running.decrementAndGet();
            }
        }
    }

    private static final class NineAtOnce extends ReferenceProvider {
        private final Semaphore pool = new Semaphore(SMALL_POOL);

        NineAtOnce(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
            try {
                if (!pool.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new ProviderTimeoutException("No connection is free", Failure.of(config().name()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProviderInterruptedException("Interrupted", Failure.of(config().name()), e);
            }
            try {
                return super.ask(request, token, deadline);
            } finally {
                pool.release();
            }
        }
    }
}
