package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ProviderInfo;
import io.github.llmbeans.ProviderMetrics;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How one provider does, since the application started. All times are in seconds.
 *
 * @param name its name
 * @param model the model that answers when a request names none
 * @param status how well it has done lately: {@code healthy}, {@code degraded} or {@code unhealthy}
 * @param calls how many calls there were, by outcome
 * @param recent the last minute
 * @param latency how long answers took, left out before the first
 * @param tokens what the answers have cost
 * @param secondsSinceAnswer how long ago it was last proved to answer, left out before its first answer
 * @param lastFailure the last call that failed, left out if none has
 * @param passedOverSeconds how long the router will still not ask it, left out if it does
 */
@JsonbPropertyOrder({
    "name",
    "model",
    "status",
    "calls",
    "recent",
    "latency",
    "tokens",
    "secondsSinceAnswer",
    "lastFailure",
    "passedOverSeconds"
})
public record ProviderState(
        String name,
        String model,
        String status,
        Calls calls,
        Recent recent,
        @Nullable Latency latency,
        ProviderMetrics.Tokens tokens,
        @Nullable Double secondsSinceAnswer,
        @Nullable LastFailure lastFailure,
        @Nullable Double passedOverSeconds) {

    static ProviderState of(ProviderInfo provider, ProviderMetrics figures, @Nullable Duration passedOver) {
        ProviderMetrics.LastFailure failure = figures.lastFailure();
        return new ProviderState(
                provider.name(),
                provider.model(),
                word(figures.status()),
                Calls.of(figures.calls()),
                Recent.of(figures.recent()),
                Latency.of(figures.latency()),
                figures.tokens(),
                seconds(figures.sinceLastAnswer()),
                failure == null
                        ? null
                        : new LastFailure(word(failure.kind()), failure.ago().toMillis() / 1000.0),
                seconds(passedOver));
    }

    /** {@code RATE_LIMIT} is {@code rate-limit}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Double seconds(@Nullable Duration time) {
        return time == null ? null : time.toMillis() / 1000.0;
    }

    /**
     * How many calls there were.
     *
     * @param answered with a whole answer
     * @param failed by kind; kinds without any are left out
     * @param cancelled given up by the caller
     * @param refused before anything was sent
     * @param inFlight under way
     */
    @JsonbPropertyOrder({"answered", "failed", "cancelled", "refused", "inFlight"})
    public record Calls(long answered, Map<String, Long> failed, long cancelled, long refused, long inFlight) {
        static Calls of(ProviderMetrics.Calls calls) {
            Map<String, Long> failed = new TreeMap<>();
            calls.failed().forEach((kind, count) -> failed.put(word(kind), count));
            return new Calls(calls.answered(), failed, calls.cancelled(), calls.refused(), calls.inFlight());
        }
    }

    /**
     * The last 60 seconds, as far as calls say something about the provider.
     *
     * @param calls answered or failed
     * @param errors failed
     * @param errorRate their share, 0 to 1
     */
    @JsonbPropertyOrder({"calls", "errors", "errorRate"})
    public record Recent(long calls, long errors, double errorRate) {
        static Recent of(ProviderMetrics.Recent recent) {
            return new Recent(recent.calls(), recent.errors(), recent.errorRate());
        }
    }

    /**
     * How long answers took.
     *
     * @param answers how many there were
     * @param meanSeconds of all
     * @param p50Seconds half of the last 100 took no longer
     * @param p95Seconds nor 95 % of them than this
     * @param p99Seconds nor 99 % of them than this
     * @param firstPieceSeconds the mean time to the first piece of streams, left out before the first
     */
    @JsonbPropertyOrder({"answers", "meanSeconds", "p50Seconds", "p95Seconds", "p99Seconds", "firstPieceSeconds"})
    public record Latency(
            long answers,
            double meanSeconds,
            double p50Seconds,
            double p95Seconds,
            double p99Seconds,
            @Nullable Double firstPieceSeconds) {
        static @Nullable Latency of(ProviderMetrics.@Nullable Latency latency) {
            return latency == null
                    ? null
                    : new Latency(
                            latency.answers(),
                            precise(latency.mean()),
                            precise(latency.p50()),
                            precise(latency.p95()),
                            precise(latency.p99()),
                            latency.firstPiece() == null ? null : precise(latency.firstPiece()));
        }

        /** To the microsecond. */
        private static double precise(Duration time) {
            return time.toNanos() / 1000 / 1e6;
        }
    }

    /**
     * The last call that failed.
     *
     * @param kind how, for instance {@code rate-limit}
     * @param secondsAgo how long ago
     */
    @JsonbPropertyOrder({"kind", "secondsAgo"})
    public record LastFailure(String kind, double secondsAgo) {}
}
