package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds one access token and fetches the next one in a single flight.
 *
 * <p>Any number of blocking and asynchronous callers share one token request and its outcome, failure included. A token
 * that is due for refresh is still served while the refresh runs; an expired or rejected one never. A failed early
 * refresh is logged and not tried again before a pause. A flight runs on the executor, so an interrupted or impatient
 * caller leaves it to the others. Thread-safe; the hot path is one volatile read and a look at the clock.
 */
public final class TokenCache {
    private static final Duration PAUSE_AFTER_FAILED_REFRESH = Duration.ofSeconds(10);
    private static final System.Logger LOG = System.getLogger(TokenCache.class.getName());

    private final String provider;
    private final TokenSource source;
    private final TokenTiming timing;
    private final Clock clock;
    private final Executor executor;
    private final AtomicReference<@Nullable AccessToken> current;
    private final AtomicReference<@Nullable CompletableFuture<AccessToken>> flight = new AtomicReference<>();
    private volatile long noEarlyRefreshBeforeMillis = Long.MIN_VALUE;
    private volatile boolean warnedOfKey;

    public TokenCache(
            String provider,
            TokenSource source,
            TokenTiming timing,
            Clock clock,
            Executor executor,
            @Nullable AccessToken ready) {
        this.provider = provider;
        this.source = source;
        this.timing = timing;
        this.clock = clock;
        this.executor = executor;
        this.current = new AtomicReference<>(ready);
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
        return token != null ? token : await(join(null), deadline);
    }

    /** The same without blocking; cancelling the returned future cancels nothing but itself. */
    public CompletableFuture<AccessToken> getAsync() {
        AccessToken token = usable();
        if (token != null) {
            return CompletableFuture.completedFuture(token);
        }
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        join(null).whenComplete((fetched, failure) -> {
            if (failure == null) {
                mine.complete(fetched);
            } else {
                mine.completeExceptionally(shared(failure));
            }
        });
        return mine;
    }

    /**
     * Proves the credentials: true at once if a usable token was obtained within the interval, otherwise after a token
     * request.
     */
    public void prove(Duration interval, Deadline deadline) {
        AccessToken token = current.get();
        long now = clock.millis();
        boolean proved = token != null
                && token.usableAt(now)
                && now - token.obtainedAtMillis() < interval.toMillis()
                && token.expiresAtMillis() != Long.MAX_VALUE;
        if (!proved && (token == null || token.expiresAtMillis() != Long.MAX_VALUE)) {
            await(join(token), deadline);
        }
    }

    /** Drops a token that the API rejected, unless it has been replaced already. */
    public void reject(AccessToken rejected) {
        if (current.compareAndSet(rejected, null)) {
            LOG.log(System.Logger.Level.DEBUG, "Access token of provider ''{0}'' was rejected and dropped", provider);
        }
    }

    /** The present token itself, usable or not, for masking; {@code null} if there is none. */
    public @Nullable String presentValue() {
        AccessToken token = current.get();
        return token == null ? null : token.value();
    }

    private @Nullable AccessToken usable() {
        AccessToken token = current.get();
        if (token == null) {
            return null;
        }
        long now = clock.millis();
        if (!token.usableAt(now)) {
            return null;
        }
        if (now >= token.refreshAtMillis() && now >= noEarlyRefreshBeforeMillis && flight.get() == null) {
            join(token);
        }
        return token;
    }

    /** The flight under way, or a new one unless somebody has just landed with another token than the one to replace. */
    private CompletableFuture<AccessToken> join(@Nullable AccessToken toReplace) {
        CompletableFuture<AccessToken> mine = new CompletableFuture<>();
        while (true) {
            CompletableFuture<AccessToken> other = flight.get();
            if (other != null) {
                return other;
            }
            if (flight.compareAndSet(null, mine)) {
                AccessToken landed = current.get();
                if (landed != null && landed != toReplace && landed.usableAt(clock.millis())) {
                    land(mine, landed, null);
                } else {
                    takeOff(mine, toReplace);
                }
                return mine;
            }
        }
    }

    private void takeOff(CompletableFuture<AccessToken> mine, @Nullable AccessToken toReplace) {
        try {
            executor.execute(() -> fly(mine, toReplace));
        } catch (RuntimeException rejected) {
            land(mine, null, closed(rejected));
        }
    }

    private void fly(CompletableFuture<AccessToken> mine, @Nullable AccessToken toReplace) {
        AccessToken token = null;
        Throwable failure = null;
        try {
            token = accept(source.fetch());
        } catch (Throwable e) {
            failure = e;
            if (toReplace != null) {
                pauseEarlyRefresh(e);
            } else if (e instanceof AuthenticationException && !warnedOfKey) {
                warnedOfKey = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "No access token for provider ''{0}'': {1}",
                        provider,
                        e.getMessage());
            }
        }
        if (token != null) {
            current.set(token);
            warnedOfKey = false;
        }
        land(mine, token, failure);
    }

    private AccessToken accept(TokenGrant grant) {
        long now = clock.millis();
        AccessToken token = timing.accept(grant, now);
        if (!token.usableAt(now)) {
            throw new ProviderUnavailableException(
                    "Provider '" + provider + "': the token endpoint gave a token that has already expired (expires_at "
                            + grant.expiresAt() + ", server time " + grant.serverTime() + ", local time "
                            + clock.instant() + "); check the clock of this machine",
                    Failure.of(provider));
        }
        LOG.log(System.Logger.Level.DEBUG, "Provider ''{0}'' obtained an access token", provider);
        return token;
    }

    private void land(CompletableFuture<AccessToken> mine, @Nullable AccessToken token, @Nullable Throwable failure) {
        flight.set(null);
        if (token != null) {
            mine.complete(token);
        } else {
            mine.completeExceptionally(failure == null ? new IllegalStateException("no outcome") : failure);
        }
    }

    private void pauseEarlyRefresh(Throwable failure) {
        Duration pause = PAUSE_AFTER_FAILED_REFRESH;
        if (failure instanceof ProviderException e
                && e.retryAfter()
                        .filter(hint -> hint.compareTo(PAUSE_AFTER_FAILED_REFRESH) > 0)
                        .isPresent()) {
            pause = e.retryAfter().get();
        }
        noEarlyRefreshBeforeMillis = clock.millis() + pause.toMillis();
        LOG.log(
                System.Logger.Level.WARNING,
                "Provider ''{0}'' could not refresh its access token ahead of time and goes on with the present one: {1}",
                provider,
                failure.getMessage());
    }

    private AccessToken await(CompletableFuture<AccessToken> shared, Deadline deadline) {
        try {
            return shared.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw shared(e.getCause());
        } catch (TimeoutException e) {
            throw new ProviderTimeoutException(
                    "Provider '" + provider + "' got no access token within "
                            + deadline.timeout().toMillis() + " ms",
                    Failure.of(provider),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderInterruptedException(
                    "Interrupted while waiting for an access token of provider '" + provider + "'",
                    Failure.of(provider),
                    e);
        }
    }

    private RuntimeException shared(Throwable failure) {
        if (failure instanceof ProviderException e) {
            return e.forAnotherCaller();
        }
        return new ProviderUnavailableException(
                "Provider '" + provider + "' could not obtain an access token: " + failure.getMessage(),
                Failure.of(provider),
                failure);
    }

    private ProviderException closed(RuntimeException rejected) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "' was closed while it needed an access token",
                Failure.of(provider),
                rejected);
    }
}
