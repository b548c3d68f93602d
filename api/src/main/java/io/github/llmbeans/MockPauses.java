package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The waiting of one attempt, within the deadline of its call. Where the injected clock runs ahead of the real one, the
 * deadline is kept by the injected clock; a deadline that passes in real time is kept too.
 */
final class MockPauses {
    private final Sleeper sleeper;
    private final String provider;
    private final AtomicLong ahead;
    private Deadline deadline;
    private Duration idle = Duration.ofNanos(Long.MAX_VALUE);
    private boolean begun;

    MockPauses(Sleeper sleeper, String provider, AtomicLong ahead, Deadline deadline) {
        this.sleeper = sleeper;
        this.provider = provider;
        this.ahead = ahead;
        this.deadline = deadline;
    }

    /** A stream has begun: it has more time, but may not be silent for so long. */
    void begun(Deadline whole, Duration longestSilence) {
        deadline = whole;
        idle = longestSilence;
        begun = true;
    }

    /** Waits, and fails if a limit comes first. */
    void pause(Duration time) {
        if (!time.isZero()) {
            long nanos = TimeUnit.NANOSECONDS.convert(time);
            long limit = Math.min(left(), idle.toNanos());
            if (nanos >= limit || !sleep(nanos)) {
                silence();
            }
        }
    }

    /** Waits until a limit comes. */
    ProviderException silence() {
        long left = left();
        boolean tooSilent = idle.toNanos() < left;
        sleep(Math.max(0, tooSilent ? idle.toNanos() : left));
        throw tooSilent ? silent() : late();
    }

    private long left() {
        return deadline.remaining().toNanos() - ahead.get();
    }

    /** Whether so much time has passed by the injected clock. */
    private boolean sleep(long nanos) {
        long start = System.nanoTime();
        try {
            boolean slept = true;
            Duration time = Duration.ofNanos(nanos);
            if (sleeper instanceof MockClock clock) {
                slept = clock.sleep(time, deadline.remaining().toNanos());
            } else {
                sleeper.sleep(time);
            }
            if (slept) {
                ahead.addAndGet(Math.max(0, nanos - (System.nanoTime() - start)));
            }
            return slept;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException(
                    "Interrupted while the mock let its caller wait", Failure.of(provider), e);
        }
    }

    private ProviderTimeoutException silent() {
        return new ProviderTimeoutException(
                "Provider '" + provider + "' sent nothing for " + Texts.seconds(idle) + " within a stream",
                Failure.of(provider).withRetryable(true));
    }

    private ProviderTimeoutException late() {
        return new ProviderTimeoutException(
                "Provider '" + provider + "' had not " + (begun ? "ended its stream" : "given its answer") + " within "
                        + Texts.seconds(deadline.timeout()),
                Failure.of(provider));
    }
}
