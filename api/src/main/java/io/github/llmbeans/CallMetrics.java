package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.LatencyWindow;
import io.github.llmbeans.internal.OutcomeWindow;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the calls of a provider. A {@link Router} measures its members by itself; this is for a provider that stands
 * alone:
 *
 * <pre>{@code
 * CallMetrics metrics = new CallMetrics("gigachat");
 * BaseProvider llm = new ObservedProvider(provider, metrics);
 * }</pre>
 *
 * <p>Thread-safe; nobody waits for a lock. Observing a call costs some hundred nanoseconds. Whoever lets several
 * providers share one gets their figures together.
 */
public final class CallMetrics implements CallObserver {
    private static final int ENOUGH_CALLS = 5;
    private static final int DEGRADED_PERCENT = 30;
    private static final int UNHEALTHY_PERCENT = 60;
    private static final ProviderMetrics.FailureKind[] KINDS = ProviderMetrics.FailureKind.values();

    private final String provider;
    private final LongSupplier nanoTime;
    private final Listener listener;
    private final LongAdder answered = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder[] failed = new LongAdder[KINDS.length];
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder firstPieces = new LongAdder();
    private final LongAdder firstPieceNanos = new LongAdder();
    private final LatencyWindow latencies = new LatencyWindow();
    private final OutcomeWindow outcomes;
    private volatile @Nullable Long lastAnswer;
    private volatile @Nullable Failed lastFailure;
    private volatile @Nullable Long lastError;

    /** Is told how calls end, cancelled and refused ones excepted. */
    interface Listener {
        default void answered() {}

        default void failed(Throwable failure) {}
    }

    private record Failed(ProviderMetrics.FailureKind kind, long at) {}

    /**
     * Without any calls yet.
     *
     * @param provider the name to show, one line and not blank
     * @throws IllegalArgumentException if it is blank or has a control character
     */
    public CallMetrics(String provider) {
        this(provider, System::nanoTime);
    }

    /**
     * With a clock of the caller, for tests.
     *
     * @param provider the name to show, one line and not blank
     * @param nanoTime a monotonic clock in nanoseconds
     * @throws IllegalArgumentException if the name is blank or has a control character
     */
    public CallMetrics(String provider, LongSupplier nanoTime) {
        this(provider, nanoTime, new Listener() {});
    }

    /** With somebody who is told how calls end, too. */
    CallMetrics(String provider, LongSupplier nanoTime, Listener listener) {
        this.provider = Checks.oneLine("provider", provider);
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime must not be null");
        this.listener = listener;
        this.outcomes = new OutcomeWindow(nanoTime.getAsLong());
        for (int i = 0; i < failed.length; i++) {
            failed[i] = new LongAdder();
        }
    }

    @Override
    public CallObservation begin(CallInfo call) {
        inFlight.increment();
        return new Measured();
    }

    /**
     * The figures now. Calls that end meanwhile may be in one figure and not yet in another.
     *
     * @return an immutable copy
     */
    public ProviderMetrics snapshot() {
        return snapshot(null);
    }

    ProviderMetrics snapshot(@Nullable Duration passedOver) {
        long now = nanoTime.getAsLong();
        OutcomeWindow.Counts recent = outcomes.counts(now);
        Map<ProviderMetrics.FailureKind, Long> kinds = new EnumMap<>(ProviderMetrics.FailureKind.class);
        for (ProviderMetrics.FailureKind kind : KINDS) {
            long count = failed[kind.ordinal()].sum();
            if (count > 0) {
                kinds.put(kind, count);
            }
        }
        Failed last = lastFailure;
        return new ProviderMetrics(
                provider,
                status(recent),
                new ProviderMetrics.Calls(answered.sum(), kinds, cancelled.sum(), refused.sum(), inFlight.sum()),
                new ProviderMetrics.Recent(recent.calls(), recent.errors()),
                latency(),
                new ProviderMetrics.Tokens(promptTokens.sum(), completionTokens.sum(), cachedTokens.sum()),
                last == null ? null : new ProviderMetrics.LastFailure(last.kind(), ago(now, last.at())),
                sinceLastAnswer(now),
                passedOver);
    }

    private ProviderMetrics.@Nullable Latency latency() {
        long[] window = latencies.sorted();
        if (window.length == 0) {
            return null;
        }
        long streams = firstPieces.sum();
        return new ProviderMetrics.Latency(
                latencies.count(),
                Duration.ofNanos(latencies.mean()),
                Duration.ofNanos(latencies.rollingMean()),
                Duration.ofNanos(LatencyWindow.percentile(window, 50)),
                Duration.ofNanos(LatencyWindow.percentile(window, 95)),
                Duration.ofNanos(LatencyWindow.percentile(window, 99)),
                streams == 0 ? null : Duration.ofNanos(firstPieceNanos.sum() / streams));
    }

    HealthStatus status() {
        return status(outcomes.counts(nanoTime.getAsLong()));
    }

    private HealthStatus status(OutcomeWindow.Counts recent) {
        if (recent.failing(ENOUGH_CALLS, UNHEALTHY_PERCENT)) {
            return HealthStatus.UNHEALTHY;
        }
        return recent.failing(ENOUGH_CALLS, DEGRADED_PERCENT) || latencies.slower()
                ? HealthStatus.DEGRADED
                : HealthStatus.HEALTHY;
    }

    /** Of the last 100 answers, in nanoseconds; 0 if there are none. */
    long rollingMean() {
        return latencies.rollingMean();
    }

    long inFlight() {
        return inFlight.sum();
    }

    @Nullable
    Duration sinceLastAnswer(long now) {
        Long at = lastAnswer;
        return at == null ? null : ago(now, at);
    }

    /** What has ended since the clock was looked at has ended just now. */
    private static Duration ago(long now, long at) {
        return Duration.ofNanos(Math.max(0, now - at));
    }

    /** Whether there was an answer no longer ago than that. */
    boolean answeredWithin(long nanos) {
        return within(lastAnswer, nanos);
    }

    /** Whether there was an error no longer ago than that. */
    boolean erredWithin(long nanos) {
        return within(lastError, nanos);
    }

    private boolean within(@Nullable Long at, long nanos) {
        return at != null && nanoTime.getAsLong() - at < nanos;
    }

    /** When the last answer was complete, unless there has been an error since; {@code null} otherwise. */
    @Nullable
    Long proved() {
        Long answer = lastAnswer;
        Long error = lastError;
        return answer == null || (error != null && error - answer >= 0) ? null : answer;
    }

    private static boolean untried(Throwable failure) {
        return failure instanceof UnsupportedCapabilityException
                || (failure instanceof InvalidRequestException invalid && invalid.attempts() == 0);
    }

    private final class Measured implements CallObservation {
        private final long begun = nanoTime.getAsLong();

        @Override
        public void firstPiece() {
            firstPieceNanos.add(nanoTime.getAsLong() - begun);
            firstPieces.increment();
        }

        @Override
        public void answered(@Nullable ChatResponse answer) {
            long now = nanoTime.getAsLong();
            answered.increment();
            latencies.add(now - begun);
            outcomes.add(now, false);
            lastAnswer = now;
            listener.answered();
            cost(answer);
            inFlight.decrement();
        }

        private void cost(@Nullable ChatResponse answer) {
            Usage usage = answer == null ? null : answer.usage();
            if (usage != null) {
                promptTokens.add(usage.promptTokens());
                completionTokens.add(usage.completionTokens());
                cachedTokens.add(usage.cachedPromptTokens());
            }
        }

        @Override
        public void failed(Throwable failure) {
            if (untried(failure)) {
                refused.increment();
            } else {
                long now = nanoTime.getAsLong();
                ProviderMetrics.FailureKind kind = ProviderMetrics.FailureKind.of(failure);
                failed[kind.ordinal()].increment();
                lastFailure = new Failed(kind, now);
                if (kind != ProviderMetrics.FailureKind.INVALID_REQUEST) {
                    outcomes.add(now, true);
                    lastError = now;
                }
                listener.failed(failure);
                if (failure instanceof ProviderException ours) {
                    cost(ours.partialResponse().orElse(null));
                }
            }
            inFlight.decrement();
        }

        @Override
        public void cancelled() {
            cancelled.increment();
            inFlight.decrement();
        }
    }
}
