package io.github.llmbeans.gigachat.internal.token;

import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Gives {@code token-1}, {@code token-2}, … that live half an hour, unless a test scripts something else. */
final class ScriptedSource implements TokenSource {
    static final Duration LIFETIME = Duration.ofMinutes(30);

    private final Clock clock;
    private final AtomicInteger fetches = new AtomicInteger();
    private final Queue<Supplier<TokenGrant>> script = new ConcurrentLinkedQueue<>();

    ScriptedSource(Clock clock) {
        this.clock = clock;
    }

    /** The answer to the next fetch that has none yet. */
    ScriptedSource then(Supplier<TokenGrant> answer) {
        script.add(answer);
        return this;
    }

    ScriptedSource thenFail(RuntimeException failure) {
        return then(() -> {
            throw failure;
        });
    }

    /** How many token requests were made. */
    int fetches() {
        return fetches.get();
    }

    @Override
    public TokenGrant fetch(Duration wanted) {
        int number = fetches.incrementAndGet();
        Supplier<TokenGrant> answer = script.poll();
        return answer == null ? grant("token-" + number, LIFETIME) : answer.get();
    }

    /** A grant in milliseconds, without a server time. */
    TokenGrant grant(String token, Duration lifetime) {
        return new TokenGrant(token, clock.instant().plus(lifetime).toEpochMilli(), null);
    }
}
