package io.github.llmbeans.gigachat.internal.limit;

import io.github.llmbeans.ConcurrencyLimiter;
import java.util.concurrent.atomic.AtomicBoolean;

/** A provider's hold on a limiter, until it is closed. */
public final class AccountLimit implements AutoCloseable {
    private final ConcurrencyLimiter limiter;
    private final Runnable giveBack;
    private final AtomicBoolean held = new AtomicBoolean(true);

    AccountLimit(ConcurrencyLimiter limiter, Runnable giveBack) {
        this.limiter = limiter;
        this.giveBack = giveBack;
    }

    /** A limiter that is somebody else's to end. */
    public static AccountLimit of(ConcurrencyLimiter limiter) {
        return new AccountLimit(limiter, () -> {});
    }

    public ConcurrencyLimiter limiter() {
        return limiter;
    }

    @Override
    public void close() {
        if (held.getAndSet(false)) {
            giveBack.run();
        }
    }
}
