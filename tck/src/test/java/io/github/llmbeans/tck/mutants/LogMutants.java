package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/** Log too much or too little, or print. */
final class LogMutants {
    private static final System.Logger LOGGER = System.getLogger(LogMutants.class.getName());

    private LogMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "TEL-ERROR-ONCE",
                        "each attempt is an error of its own",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
                                try {
                                    return super.attempt(request, deadline);
                                } catch (ProviderUnavailableException e) {
                                    logger().log(Level.ERROR, () -> "An attempt of " + info().name() + " failed");
                                    throw e;
                                }
                            }
                        }),
                Mutant.of("TEL-ERROR-REQUEST-ID", "the line is written without the id", WithoutId::new),
                Mutant.wrapped(
                        "TEL-REFUSAL-QUIET",
                        "a refusal is logged as an error",
                        inner -> new Logging(inner, e -> e.attempts() == 0)),
                Mutant.wrapped(
                        "TEL-INTERRUPT-QUIET",
                        "an interrupt is logged as an error",
                        inner -> new Logging(inner, ProviderInterruptedException.class::isInstance)),
                Mutant.of(
                        "TEL-NO-CONTENT",
                        "bodies are logged for those who debug",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected String body(ChatRequest request) {
                                String body = super.body(request);
                                logger().log(Level.TRACE, () -> "sends " + body);
                                return body;
                            }
                        }),
                Mutant.wrapped("TEL-NOTHING-PRINTED", "failures are printed", Printing::new));
    }

    /** Takes the id away before the line is written, and gives it back afterwards. */
    private static final class WithoutId extends ReferenceProvider {
        WithoutId(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ChatResponse attempt(ChatRequest request, Deadline deadline) {
            try {
                return super.attempt(request, deadline);
            } catch (ProviderException e) {
                throw e.retryable() || e.requestId().isEmpty()
                        ? e
                        : new ProviderException(e.getMessage(), e.failure().withRequestId(null), e);
            }
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderException e) {
                throw e.getClass() == ProviderException.class && e.getCause() instanceof ProviderException whole
                        ? whole
                        : e;
            }
        }
    }

    private static final class Logging extends Wrapped {
        private final Predicate<ProviderException> logged;

        Logging(BaseProvider inner, Predicate<ProviderException> logged) {
            super(inner);
            this.logged = logged;
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderException e) {
                if (logged.test(e)) {
                    LOGGER.log(Level.ERROR, () -> "Provider " + info().name() + " has not answered");
                }
                throw e;
            }
        }
    }

    private static final class Printing extends Wrapped {
        Printing(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderUnavailableException e) {
                System.err.println("No answer from " + info().name());
                throw e;
            }
        }
    }
}
