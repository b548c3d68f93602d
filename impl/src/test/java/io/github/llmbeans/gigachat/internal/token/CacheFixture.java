package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderUnavailableException;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A cache with a clock that stands still, flights that wait to be flown, and no randomness. */
final class CacheFixture {
    static final Duration BUFFER = Duration.ofSeconds(60);
    static final Duration USUAL = Duration.ofMinutes(5);

    final MutableClock clock = new MutableClock();
    final ScriptedSource source = new ScriptedSource(clock);
    final ManualExecutor executor = new ManualExecutor();
    final TokenCache cache = cache(executor);

    TokenCache cache(Executor flights) {
        return cache(flights, null);
    }

    TokenCache cache(Executor flights, @Nullable AccessToken ready) {
        return new TokenCache("sales", source, new TokenTiming(BUFFER, () -> 0.0), USUAL, clock, flights, ready);
    }

    /** Fills the cache with the next token. */
    AccessToken obtain() {
        Caller caller = CallerKind.ASYNC.call(cache);
        executor.runNext();
        return caller.token();
    }

    /** Moves the clock to where the default token is due for refresh and still good. */
    void advanceToRefresh() {
        clock.advance(ScriptedSource.LIFETIME.minus(BUFFER));
    }

    static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(60));
    }

    static ProviderUnavailableException unavailable(String message, @Nullable Duration retryAfter) {
        return new ProviderUnavailableException(
                message,
                Failure.of("sales")
                        .withStatus(503)
                        .withRequestId("rq-7")
                        .withRetryAfter(retryAfter)
                        .withRetryable(true));
    }
}
