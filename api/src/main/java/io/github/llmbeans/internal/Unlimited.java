package io.github.llmbeans.internal;

import io.github.llmbeans.ConcurrencyLimiter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Permits without end. */
public final class Unlimited {
    /** Gives one and the same permit to everybody. */
    public static final ConcurrencyLimiter LIMITER = patience -> Permit.ONE;

    private Unlimited() {}

    private enum Permit implements ConcurrencyLimiter.Permit {
        ONE;

        @Override
        public CompletionStage<?> turn() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void close() {
            // There are more of them.
        }
    }
}
