package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.AsyncQueue;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous calls of an {@link AbstractProvider}: those whose turn has come have a thread on which they block, so
 * many at once; the others wait in their order without one. The time that a call waits counts for its deadline.
 */
final class AsyncChats {
    private final AbstractProvider provider;
    private final ProviderLog log;
    private final Admissions admissions;
    private final AsyncQueue calls;

    /** The admission of the call that is about to be made on this thread. */
    private final ThreadLocal<@Nullable Admission> handed = new ThreadLocal<>();

    AsyncChats(AbstractProvider provider, Executor executor, Alarms alarms, Admissions admissions, ProviderLog log) {
        this.provider = provider;
        this.admissions = admissions;
        this.log = log;
        this.calls = new AsyncQueue(executor, this::limit, alarms);
    }

    CompletionStage<ChatResponse> add(ChatRequest request) {
        int most = limit();
        Deadline deadline = provider.deadline(request);
        AsyncContext context = capturedContext();
        Admission admission;
        try {
            admission = admissions.enter(deadline);
        } catch (ProviderException full) {
            log.failed(full);
            return calls.add(() -> null, CompletableFuture.completedFuture(() -> full), deadline, () -> full, context);
        }
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<ChatResponse> added = calls.add(
                () -> begun.compareAndSet(false, true) ? call(request, deadline, admission) : null,
                admission.verdict().thenApply(reason -> reason == null ? null : () -> reported(reason.get())),
                deadline,
                () -> noThread(deadline, "all " + most + " places for asynchronous calls are taken"),
                context);
        // One that runs gives its permit back itself, when it has left the server alone.
        added.whenComplete((answer, failure) -> {
            if (begun.compareAndSet(false, true)) {
                admission.close();
            }
        });
        return added;
    }

    private RuntimeException reported(RuntimeException reason) {
        return reason instanceof ProviderException failure ? log.failed(failure) : reason;
    }

    /** The admission of the call that this thread makes: the one it has waited for, or a new one; with its deadline. */
    Admission admission(ChatRequest request) {
        Admission given = handed.get();
        if (given == null) {
            return admissions.enter(provider.deadline(request));
        }
        handed.remove();
        return given;
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

    private ChatResponse call(ChatRequest request, Deadline deadline, Admission admission) {
        handed.set(admission);
        try (admission) {
            if (deadline.expired()) {
                throw noThread(deadline, "the executor has too few or they are all busy");
            }
            return provider.chat(deadline.handDown(request, null));
        } finally {
            handed.remove();
        }
    }

    private ProviderException noThread(Deadline deadline, String why) {
        ProviderTimeoutException late = new ProviderTimeoutException(
                "No thread within " + deadline.timeout() + "; " + why,
                Failure.of(provider.info().name()).withRetryable(true));
        late.recordAttempts(0);
        return log.failed(late);
    }
}
