package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a server that fails: when so many of the last attempts have failed, calls fail at once with a
 * {@link ProviderUnavailableException} whose {@link ProviderException#retryAfter()} is the time until the next try. After
 * that time one attempt is let through; its success closes the circuit, its failure opens it again.
 *
 * <p>Failures are what says that the server does not work: {@link ProviderUnavailableException} and
 * {@link ProviderTimeoutException} of an attempt. An answer of any kind is a success, a refusal of the request or of the
 * key and an overloaded server included. For a stream the first event decides, and a failure after it counts as one more.
 *
 * <p>The names are those of MicroProfile Fault Tolerance. Its annotation serves where a bean's method is to be guarded;
 * this one knows which failures are the server's, sees each attempt, guards streams and works without a container.
 * Thread-safe, never blocks.
 */
public final class CircuitBreaker {
    /** Whether attempts are let through. */
    public enum State {
        /** All are. */
        CLOSED,
        /** None is. */
        OPEN,
        /** One is, to see whether the server works again. */
        HALF_OPEN
    }

    private static final System.Logger LOG = System.getLogger(CircuitBreaker.class.getName());
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private final String provider;
    private final boolean[] failed;
    private final double failureRatio;
    private final Duration delay;
    private final LongSupplier nanoTime;
    private final boolean enabled;

    private State state = State.CLOSED;
    private int generation;
    private int seen;
    private int failures;
    private long openedAt;
    private boolean trial;

    CircuitBreaker(CircuitBreakerBuilder builder, boolean enabled) {
        this.provider = builder.provider;
        this.failed = new boolean[builder.requestVolumeThreshold];
        this.failureRatio = builder.failureRatio;
        this.delay = builder.delay;
        this.nanoTime = builder.nanoTime;
        this.enabled = enabled;
    }

    /**
     * A circuit breaker for one provider.
     *
     * @param provider its name, not blank
     * @return a builder with the defaults: 20 attempts, half of them failed, 5 s
     * @throws IllegalArgumentException if the name is blank
     */
    public static CircuitBreakerBuilder builder(String provider) {
        return new CircuitBreakerBuilder(provider);
    }

    /**
     * A circuit that is always closed.
     *
     * @return a circuit breaker that does nothing
     */
    public static CircuitBreaker none() {
        return new CircuitBreaker(new CircuitBreakerBuilder("none"), false);
    }

    /**
     * Where it stands now. An open circuit becomes half open when somebody calls after the delay.
     *
     * @return the state
     */
    public synchronized State state() {
        return state;
    }

    /**
     * An attempt begins; its outcome is to be told with what is returned.
     *
     * @throws ProviderUnavailableException if it may not
     */
    int admit() {
        if (!enabled) {
            return 0;
        }
        synchronized (this) {
            if (state == State.OPEN) {
                long left = delay.toNanos() - (nanoTime.getAsLong() - openedAt);
                if (left > 0) {
                    throw refusal(Duration.ofNanos(left));
                }
                change(State.HALF_OPEN);
                trial = false;
            }
            if (state == State.HALF_OPEN) {
                if (trial) {
                    throw refusal(delay.compareTo(NEXT_LOOK) < 0 ? delay : NEXT_LOOK);
                }
                trial = true;
            }
            return generation;
        }
    }

    private ProviderUnavailableException refusal(Duration left) {
        return new ProviderUnavailableException(
                "The circuit of provider '" + provider
                        + "' is open since too many attempts have failed; the next try is in "
                        + Texts.secondsLeft(left),
                Failure.of(provider).withRetryAfter(left).withRetryable(true));
    }

    /** How an attempt ended: without a failure, with one, or, if it says nothing about the server, with {@code null}. */
    void ended(int admitted, @Nullable Boolean ok) {
        if (!enabled) {
            return;
        }
        synchronized (this) {
            if (admitted != generation) {
                return; // It began before the circuit changed, so it is no news.
            }
            if (state == State.HALF_OPEN) {
                trial = false;
                if (ok != null) {
                    change(ok ? State.CLOSED : State.OPEN);
                }
            } else if (state == State.CLOSED && ok != null) {
                count(!ok);
            }
        }
    }

    /** An attempt that had counted as a success has failed after all. */
    void failedLater() {
        if (enabled) {
            synchronized (this) {
                if (state == State.CLOSED) {
                    count(true);
                } else if (state == State.HALF_OPEN) {
                    change(State.OPEN);
                }
            }
        }
    }

    static boolean failure(Throwable e) {
        return e instanceof ProviderUnavailableException || e instanceof ProviderTimeoutException;
    }

    private void count(boolean failure) {
        int place = seen % failed.length;
        if (seen >= failed.length && failed[place]) {
            failures--;
        }
        failed[place] = failure;
        failures += failure ? 1 : 0;
        seen = seen == 2 * failed.length - 1 ? failed.length : seen + 1;
        if (seen >= failed.length && failures >= failureRatio * failed.length) {
            change(State.OPEN);
        }
    }

    private void change(State next) {
        state = next;
        generation++;
        if (next == State.OPEN) {
            openedAt = nanoTime.getAsLong();
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> String.format(
                            Locale.ROOT,
                            "Provider '%s' is not asked for %s: too many attempts have failed",
                            provider,
                            Texts.seconds(delay)));
        } else if (next == State.CLOSED) {
            seen = 0;
            failures = 0;
            LOG.log(System.Logger.Level.INFO, () -> "Provider '" + provider + "' works again and is asked as usual");
        }
    }

    synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    @Override
    public String toString() {
        return enabled
                ? "CircuitBreaker[" + failed.length + " attempts, ratio " + failureRatio + ", delay "
                        + Texts.seconds(delay) + ", " + state() + "]"
                : "CircuitBreaker[none]";
    }
}
