package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Break what a router needs of its members. */
final class MemberMutants {
    private static final Map<String, Integer> NAMES = new ConcurrentHashMap<>();

    private MemberMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.wrapped(
                        "RTR-FALLS-OVER",
                        "an outage within a deadline is no failure of a provider",
                        inner ->
                                new Translating(inner, ProviderUnavailableException.class, IllegalStateException::new)),
                Mutant.wrapped(
                        "RTR-FALLS-OVER-OVERLOAD",
                        "an overload within a deadline is no failure of a provider",
                        inner -> new Translating(inner, RateLimitException.class, IllegalStateException::new)),
                Mutant.wrapped(
                        "RTR-FALLS-OVER-KEY",
                        "a rejected key within a deadline is no failure of a provider",
                        inner -> new Translating(inner, AuthenticationException.class, SecurityException::new)),
                Mutant.wrapped("RTR-LAST-ERROR", "one exception is thrown again and again", Remembering::new),
                Mutant.wrapped("RTR-DEADLINE", "whole seconds are counted, and none is no limit", Rounding::new),
                Mutant.wrapped(
                        "RTR-INTERRUPT",
                        "an interrupt within a deadline is taken for its end",
                        inner -> new Translating(
                                inner,
                                ProviderInterruptedException.class,
                                e -> new ProviderTimeoutException(
                                        "No answer in time",
                                        Failure.of(inner.info().name()),
                                        e))),
                Mutant.wrapped("RTR-NAME-UNIQUE", "a name that is taken gets a number", Numbered::new),
                Mutant.wrapped("RTR-CLOSES-MEMBERS", "who has failed is taken for closed", Failed::new));
    }

    private static final class Remembering extends Wrapped {
        private final Map<Integer, ProviderException> outages = new ConcurrentHashMap<>();

        Remembering(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderUnavailableException e) {
                ProviderException before = outages.putIfAbsent(e.status().orElse(0), e);
                throw before == null || e.status().isEmpty() || e.attempts() != before.attempts() ? e : before;
            }
        }
    }

    private static final class Rounding extends Wrapped {
        Rounding(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            Duration timeout = request.timeout();
            return super.chat(
                    timeout == null || timeout.toSeconds() > 0
                            ? request
                            : request.toBuilder().timeout(null).build());
        }
    }

    private static final class Numbered extends Wrapped {
        private final ProviderInfo info;

        Numbered(BaseProvider inner) {
            super(inner);
            ProviderInfo own = inner.info();
            int number = NAMES.merge(own.name(), 1, Integer::sum);
            info = new ProviderInfo(own.name() + (number == 1 ? "" : "-" + number), own.model(), own.capabilities())
                    .withTimeout(own.timeout());
        }

        @Override
        public ProviderInfo info() {
            return info;
        }
    }

    private static final class Failed extends Wrapped {
        private volatile boolean failed;

        Failed(BaseProvider inner) {
            super(inner);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            try {
                return super.chat(request);
            } catch (ProviderUnavailableException e) {
                failed = true;
                throw e;
            }
        }

        @Override
        public void close() {
            if (!failed) {
                super.close();
            }
        }
    }
}
