package io.github.llmbeans;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Tells in the contract's words that an executor takes no more calls. */
final class CallExecutor implements Executor {
    private final String provider;
    private final Executor executor;

    CallExecutor(String provider, Executor executor) {
        this.provider = provider;
        this.executor = executor;
    }

    @Override
    public void execute(Runnable call) {
        try {
            executor.execute(call);
        } catch (RejectedExecutionException e) {
            ProviderUnavailableException refusal = new ProviderUnavailableException(
                    "The executor takes no more calls; it is shut down or full",
                    Failure.of(provider).withRetryable(true),
                    e);
            refusal.recordAttempts(0);
            throw refusal;
        }
    }
}
