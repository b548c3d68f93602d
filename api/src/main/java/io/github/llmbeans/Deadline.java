package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a call is given up, one for everything the call does. Immutable and thread-safe; measured with a
 * monotonic clock, so changes of the wall clock do not move it.
 */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final Duration timeout;
    private final long endNanos;

    private Deadline(LongSupplier nanoTime, Duration timeout, long endNanos) {
        this.nanoTime = nanoTime;
        this.timeout = timeout;
        this.endNanos = endNanos;
    }

    /**
     * A deadline that starts now.
     *
     * @param timeout the time until the deadline, not negative; 292 years at most count
     * @return the deadline
     * @throws IllegalArgumentException if the timeout is negative
     */
    public static Deadline after(Duration timeout) {
        return after(timeout, System::nanoTime);
    }

    /**
     * A deadline that starts now, by a clock of the caller.
     *
     * @param timeout the time until the deadline, not negative; 292 years at most count
     * @param nanoTime a monotonic clock in nanoseconds
     * @return the deadline
     * @throws IllegalArgumentException if the timeout is negative
     */
    public static Deadline after(Duration timeout, LongSupplier nanoTime) {
        Checks.notNegative("timeout", timeout);
        Objects.requireNonNull(nanoTime, "nanoTime must not be null");
        // Saturates: a deadline in more than 292 years is one in 292 years.
        long nanos = TimeUnit.NANOSECONDS.convert(timeout);
        return new Deadline(nanoTime, timeout, nanoTime.getAsLong() + nanos);
    }

    /**
     * The whole time that was given.
     *
     * @return the timeout this deadline was made with
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * The time left.
     *
     * @return zero when the deadline has passed, never negative
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    /**
     * Whether no time is left.
     *
     * @return {@code true} once the deadline has passed
     */
    public boolean expired() {
        return endNanos - nanoTime.getAsLong() <= 0;
    }

    /** The request with what is left as its timeout: 1 ms at least, and no more than {@code atMost} if that is given. */
    ChatRequest handDown(ChatRequest request, @Nullable Duration atMost) {
        Duration left = remaining();
        if (atMost != null && atMost.compareTo(left) < 0) {
            left = atMost;
        }
        boolean tooShort = left.compareTo(ChatRequest.MIN_TIMEOUT) < 0;
        return request.toBuilder()
                .timeout(tooShort ? ChatRequest.MIN_TIMEOUT : left)
                .build();
    }

    @Override
    public String toString() {
        return "Deadline[" + Texts.seconds(remaining()) + " of " + Texts.seconds(timeout) + " left]";
    }
}
