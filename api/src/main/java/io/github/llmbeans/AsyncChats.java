package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.AsyncQueue;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The asynchronous calls of an {@link AbstractProvider}: so many at once have a thread on which they block, the others
 * wait in their order without one. The time that a call waits counts for its deadline.
 */
final class AsyncChats {
    private final AbstractProvider provider;
    private final ProviderLog log;
    private final AsyncQueue calls;

    AsyncChats(AbstractProvider provider, Executor executor, Alarms alarms, ProviderLog log) {
        this.provider = provider;
        this.log = log;
        this.calls = new AsyncQueue(executor, this::limit, alarms);
    }

    CompletionStage<ChatResponse> add(ChatRequest request) {
        Deadline deadline = provider.deadline(request);
        return calls.add(
                () -> call(request, deadline),
                deadline.remaining(),
                () -> noThread(deadline, "all " + limit() + " places for asynchronous calls are taken"),
                capturedContext());
    }

    /** Calls that wait fail with the reason, and every outcome that is under way is delivered. Close the alarms first. */
    void close(Supplier<? extends Throwable> reason) {
        calls.close(reason);
    }

    private AsyncContext capturedContext() {
        try {
            return Objects.requireNonNull(provider.asyncContext(), "asyncContext()");
        } catch (RuntimeException e) {
            log.log(
                    System.Logger.Level.WARNING,
                    "completes a call without its caller's context, since that cannot be captured: "
                            + e.getClass().getName());
            return AsyncContext.none();
        }
    }

    private int limit() {
        int most = provider.maxAsyncCalls();
        if (most < 1) {
            throw new IllegalStateException(
                    "maxAsyncCalls() of provider '" + provider.info().name() + "' must be at least 1, was " + most);
        }
        return most;
    }

    private ChatResponse call(ChatRequest request, Deadline deadline) {
        if (deadline.expired()) {
            throw noThread(deadline, "the executor has too few or they are all busy");
        }
        return provider.chat(deadline.handDown(request, null));
    }

    private ProviderException noThread(Deadline deadline, String why) {
        ProviderTimeoutException late = new ProviderTimeoutException(
                "No thread within " + deadline.timeout() + "; " + why,
                Failure.of(provider.info().name()).withRetryable(true));
        late.recordAttempts(0);
        return log.failed(late);
    }
}
