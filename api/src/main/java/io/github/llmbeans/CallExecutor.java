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
            throw refusal("The executor takes no more calls; it is shut down or full", e);
        } catch (OutOfMemoryError e) {
            throw refusal("No thread can be started; the machine or the process has too many, or no memory is left", e);
        }
    }

    private ProviderUnavailableException refusal(String why, Throwable cause) {
        ProviderUnavailableException refusal =
                new ProviderUnavailableException(why, Failure.of(provider).withRetryable(true), cause);
        refusal.recordAttempts(0);
        return refusal;
    }
}
