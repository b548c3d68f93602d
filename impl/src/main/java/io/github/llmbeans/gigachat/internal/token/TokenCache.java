package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.gigachat.internal.token.FlightState.Flight;
import io.github.llmbeans.gigachat.internal.token.FlightState.Ground;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds one access token and fetches the next one in a single flight.
 *
 * <p>Any number of blocking and asynchronous callers share one token request and its outcome, failure included. A token
 * that is due for refresh is still served while the refresh runs; an expired or rejected one never. A failed early
 * refresh is logged and not tried again before a pause. A flight runs on the executor, so an interrupted or impatient
 * caller leaves it to the others. One that has the time of a patient call, and has used up that of others, is left to those
 * who wait for it: whoever asks then begins another. Who joined a flight that ran out of its time before theirs joins one
 * more. Thread-safe; the hot path is one volatile read and a look at the clock.
 */
public final class TokenCache {
    private static final int REMEMBERED = 3;
    private static final Duration NOBODY_WAITS = Duration.ZERO;
    private static final System.Logger LOG = System.getLogger(TokenCache.class.getName());

    private final String provider;
    private final TokenSource source;
    private final TokenTiming timing;
    private final Duration usual;
    private final TokenFailures failures;
    private final Clock clock;
    private final Executor executor;
    private final AtomicReference<@Nullable AccessToken> current;
    private final AtomicReference<FlightState> state = new AtomicReference<>(Ground.open());
    private volatile List<String> recentValues;
    private volatile boolean warnedOfKey;

    /**
     * Holds none yet, or the ready one.
     *
     * @param usual how long a caller waits that is not patient
     * @param ready a token that is there from the start, or {@code null}
     */
    public TokenCache(
            String provider,
            TokenSource source,
            TokenTiming timing,
            Duration usual,
            Clock clock,
            Executor executor,
            @Nullable AccessToken ready) {
        this.provider = provider;
        this.source = source;
        this.timing = timing;
        this.usual = usual;
        this.failures = new TokenFailures(provider);
        this.clock = clock;
        this.executor = executor;
        this.current = new AtomicReference<>(ready);
        this.recentValues = ready == null ? List.of() : List.of(ready.value());
    }

    /**
     * A usable token; waits for one if there is none.
     *
     * @throws ProviderTimeoutException if the deadline passes first
     * @throws ProviderInterruptedException if the caller is interrupted; the flag is set again
     * @throws ProviderException the outcome of the token request
     */
    public AccessToken get(Deadline deadline) {
        AccessToken token = usable();
        if (token != null) {
            return token;
        }
        long asked = System.nanoTime();
        CompletableFuture<AccessToken> shared = join(null, deadline.remaining());
        try {
            return await(shared, deadline);
        } catch (ProviderTimeoutException e) {
            if (shared instanceof Flight flight && flight.tooShortFor(asked, e) && !deadline.expired()) {
                return await(join(null, deadline.remaining()), deadline);
            }
            throw e;
        }
    }

    /** The same without blocking; cancelling the returned future cancels nothing but itself. */
    public CompletableFuture<AccessToken> getAsync() {
        AccessToken token = usable();
        if (token != null) {
            return CompletableFuture.completedFuture(token);
        }
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        long asked = System.nanoTime();
        CompletableFuture<AccessToken> shared = join(null, NOBODY_WAITS);
        shared.whenComplete((fetched, failure) -> {
            if (failure != null && shared instanceof Flight flight && flight.tooShortFor(asked, failure)) {
                join(null, NOBODY_WAITS).whenComplete((again, failedAgain) -> finish(mine, again, failedAgain));
            } else {
                finish(mine, fetched, failure);
            }
        });
        return mine;
    }

    private void finish(
            CompletableFuture<AccessToken> mine, @Nullable AccessToken fetched, @Nullable Throwable failure) {
        if (failure == null) {
            mine.complete(fetched);
        } else {
            mine.completeExceptionally(failures.shared(failure));
        }
    }

    /**
     * Proves the credentials: true at once if a usable token was obtained within the interval, otherwise after a token
     * request. A ready token cannot be proved and is believed until it is rejected.
     */
    public void prove(Duration interval, Deadline deadline) {
        AccessToken token = current.get();
        if (token != null && token.endless()) {
            return;
        }
        long now = clock.millis();
        if (token == null || !token.usableAt(now) || !token.youngerAt(now, interval.toMillis())) {
            await(join(token, deadline.remaining()), deadline);
        }
    }

    /** Drops a token that the API rejected, unless it has been replaced already. */
    public void reject(AccessToken rejected) {
        if (current.compareAndSet(rejected, null)) {
            LOG.log(System.Logger.Level.DEBUG, "Access token of provider ''{0}'' was rejected and dropped", provider);
        }
    }

    /** The latest tokens, newest first, those that expired or were rejected too; for masking. */
    public List<String> recentValues() {
        return recentValues;
    }

    private @Nullable AccessToken usable() {
        AccessToken token = current.get();
        long now = clock.millis();
        if (token == null || !token.usableAt(now)) {
            return null;
        }
        if (token.dueAt(now)) {
            refreshEarly(token, now);
        }
        return token;
    }

    private void refreshEarly(AccessToken token, long now) {
        FlightState before = state.get();
        // If a flight has landed since this look, it left another ground and the exchange fails.
        if (before instanceof Ground ground && !ground.pausedAt(now) && current.get() == token) {
            Flight mine = new Flight();
            if (state.compareAndSet(before, mine)) {
                takeOff(mine, token, NOBODY_WAITS);
            }
        }
    }

    /** The flight under way, or a new one unless somebody has just landed with another token than the one to replace. */
    private CompletableFuture<AccessToken> join(@Nullable AccessToken toReplace, Duration wanted) {
        while (true) {
            FlightState before = state.get();
            if (before instanceof Flight other && !other.olderThan(usual)) {
                return other;
            }
            AccessToken landed = current.get();
            if (landed != null && landed != toReplace && landed.usableAt(clock.millis())) {
                return CompletableFuture.completedFuture(landed);
            }
            Flight mine = new Flight();
            if (state.compareAndSet(before, mine)) {
                takeOff(mine, toReplace, wanted);
                return mine;
            }
        }
    }

    private void takeOff(Flight mine, @Nullable AccessToken toReplace, Duration wanted) {
        try {
            executor.execute(() -> fly(mine, toReplace, wanted));
        } catch (RuntimeException rejected) {
            fail(mine, toReplace, failures.closed(rejected));
        } catch (Error noThread) {
            fail(mine, toReplace, noThread);
        }
    }

    private void fly(Flight mine, @Nullable AccessToken toReplace, Duration wanted) {
        AccessToken token;
        try {
            token = fetch(wanted);
        } catch (Throwable e) {
            fail(mine, toReplace, e);
            return;
        }
        remember(token.value());
        warnedOfKey = false;
        current.set(token);
        state.compareAndSet(mine, Ground.open());
        mine.complete(token);
    }

    private AccessToken fetch(Duration wanted) {
        long asked = clock.millis();
        TokenGrant grant = source.fetch(wanted);
        long now = clock.millis();
        AccessToken token = timing.accept(grant, asked, now);
        if (!token.usableAt(now)) {
            throw failures.expired(grant, clock.instant());
        }
        LOG.log(System.Logger.Level.DEBUG, "Provider ''{0}'' obtained an access token", provider);
        return token;
    }

    private synchronized void remember(String value) {
        recentValues = Stream.concat(Stream.of(value), recentValues.stream())
                .distinct()
                .limit(REMEMBERED)
                .toList();
    }

    private void fail(Flight mine, @Nullable AccessToken toReplace, Throwable failure) {
        long now = clock.millis();
        boolean early = toReplace != null && current.get() == toReplace && toReplace.usableAt(now);
        boolean firstOfKey = !early && failure instanceof AuthenticationException && !warnedOfKey;
        warnedOfKey |= firstOfKey;
        state.compareAndSet(mine, early ? Ground.pausedAfter(failure, now) : Ground.open());
        try {
            if (early) {
                warn("Provider ''{0}'' keeps its access token, an early refresh has failed: {1}", failure);
            } else if (firstOfKey) {
                warn("No access token for provider ''{0}'': {1}", failure);
            }
        } finally {
            mine.completeExceptionally(failure);
        }
    }

    private void warn(String message, Throwable failure) {
        LOG.log(System.Logger.Level.WARNING, message, provider, TokenFailures.reason(failure));
    }

    private AccessToken await(CompletableFuture<AccessToken> shared, Deadline deadline) {
        try {
            return shared.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failures.shared(e.getCause());
        } catch (TimeoutException e) {
            throw failures.timedOut(deadline, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.interrupted(e);
        }
    }
}
