package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one provider at one moment, from {@link Router#metrics()} or {@link CallMetrics#snapshot()}. They hold
 * no prompt, answer, message or secret. Immutable.
 *
 * @param provider the provider's name
 * @param status how well it has done: {@link HealthStatus#UNHEALTHY} if 60 % of the calls of the last 60 s were errors,
 *     {@link HealthStatus#DEGRADED} if 30 % were, in both cases from 5 calls on; degraded too if the last 10 answers have
 *     taken at least twice as long as all those before them, on average, from 20 answers on and not below 10 ms
 * @param calls how many calls there were, by outcome
 * @param recent the calls of the last 60 s
 * @param latency how long answers have taken, or {@code null} if there has been none
 * @param tokens what the answers have cost, as far as they said
 * @param lastFailure the last call that failed, or {@code null}
 * @param sinceLastAnswer how long ago the last answer was complete, or {@code null} if there has been none
 * @param passedOver how long a router will still not ask the provider, because it has said when to come back, or
 *     {@code null} if it is asked
 */
public record ProviderMetrics(
        String provider,
        HealthStatus status,
        Calls calls,
        Recent recent,
        @Nullable Latency latency,
        Tokens tokens,
        @Nullable LastFailure lastFailure,
        @Nullable Duration sinceLastAnswer,
        @Nullable Duration passedOver) {

    /**
     * Checks.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public ProviderMetrics {
        Objects.requireNonNull(provider, "provider must not be null");
        Objects.requireNonNull(status, "status must not be null");
        Objects.requireNonNull(calls, "calls must not be null");
        Objects.requireNonNull(recent, "recent must not be null");
        Objects.requireNonNull(tokens, "tokens must not be null");
    }

    /** How a call has failed. */
    public enum FailureKind {
        /** {@link AuthenticationException}. */
        AUTHENTICATION,
        /** {@link InvalidRequestException} by the server. Not the provider's error: it does not count for its status. */
        INVALID_REQUEST,
        /** {@link RateLimitException}. */
        RATE_LIMIT,
        /** {@link ProviderTimeoutException}. */
        TIMEOUT,
        /** {@link ProviderUnavailableException}. */
        UNAVAILABLE,
        /** Any other {@link ProviderException}. */
        OTHER,
        /** What is no {@link ProviderException}, and so a defect or the use of a closed provider. */
        DEFECT;

        static FailureKind of(Throwable failure) {
            if (failure instanceof AuthenticationException) {
                return AUTHENTICATION;
            } else if (failure instanceof InvalidRequestException) {
                return INVALID_REQUEST;
            } else if (failure instanceof RateLimitException) {
                return RATE_LIMIT;
            } else if (failure instanceof ProviderTimeoutException) {
                return TIMEOUT;
            } else if (failure instanceof ProviderUnavailableException) {
                return UNAVAILABLE;
            }
            return failure instanceof ProviderException ? OTHER : DEFECT;
        }
    }

    /**
     * How many calls there were since the beginning.
     *
     * @param answered those with a whole answer
     * @param failed those that failed, by kind; kinds without any are left out; unmodifiable
     * @param cancelled those that the caller has given up
     * @param refused those that were refused before anything was sent: a capability that is not declared, a request that
     *     is not as it should be
     * @param inFlight those that are under way
     */
    public record Calls(long answered, Map<FailureKind, Long> failed, long cancelled, long refused, long inFlight) {
        /**
         * Copies.
         *
         * @throws NullPointerException if the map is {@code null}
         */
        public Calls {
            EnumMap<FailureKind, Long> copy = new EnumMap<>(FailureKind.class);
            copy.putAll(Checks.notNull("failed", failed));
            failed = Collections.unmodifiableMap(copy);
        }

        /**
         * How many have failed in whatever way.
         *
         * @return the sum of {@link #failed()}
         */
        public long failedInAll() {
            return failed.values().stream().mapToLong(Long::longValue).sum();
        }

        /**
         * How many have ended.
         *
         * @return answered, failed, cancelled and refused together
         */
        public long ended() {
            return answered + failedInAll() + cancelled + refused;
        }
    }

    /**
     * The last 60 s, to the second. Cancelled and refused calls and those with an invalid request do not count, since
     * they say nothing about the provider.
     *
     * @param calls how many have been answered or have failed
     * @param errors how many of them have failed
     */
    public record Recent(long calls, long errors) {
        /**
         * The share of errors.
         *
         * @return 0 to 1; 0 without calls
         */
        public double errorRate() {
            return calls == 0 ? 0 : (double) errors / calls;
        }
    }

    /**
     * How long answers have taken, from the beginning of the call to the end of the answer; of a stream that is at the
     * pace of whoever reads it. Calls that were not answered do not count.
     *
     * @param answers how many answers there have been
     * @param mean of all answers
     * @param rollingMean of the last 100
     * @param p50 half of the last 100 took no longer
     * @param p95 nor 95 % of them than this
     * @param p99 nor 99 % of them than this
     * @param firstPiece the mean time until the first piece of a stream, or {@code null} if there has been none
     */
    public record Latency(
            long answers,
            Duration mean,
            Duration rollingMean,
            Duration p50,
            Duration p95,
            Duration p99,
            @Nullable Duration firstPiece) {
        /**
         * Checks.
         *
         * @throws NullPointerException if a component that is not marked nullable is {@code null}
         */
        public Latency {
            Checks.notNull("mean", mean);
            Checks.notNull("rollingMean", rollingMean);
            Checks.notNull("p50", p50);
            Checks.notNull("p95", p95);
            Checks.notNull("p99", p99);
        }
    }

    /**
     * Tokens since the beginning, those of answers that broke off included; of answers that do not tell theirs, none.
     *
     * @param prompt of the requests
     * @param completion of the answers
     * @param cachedPrompt of the requests, from the server's cache; part of {@code prompt} or not, as the server counts
     */
    public record Tokens(long prompt, long completion, long cachedPrompt) {}

    /**
     * The last call that failed.
     *
     * @param kind how
     * @param ago how long ago
     */
    public record LastFailure(FailureKind kind, Duration ago) {
        /**
         * Checks.
         *
         * @throws NullPointerException if a component that is not marked nullable is {@code null}
         */
        public LastFailure {
            Checks.notNull("kind", kind);
            Checks.notNull("ago", ago);
        }
    }

    /** For people, on one line; times in milliseconds. */
    @Override
    public String toString() {
        return MetricsText.of(this);
    }
}
