package io.github.llmbeans;

import io.github.llmbeans.internal.Alarms;
import io.github.llmbeans.internal.AsyncQueue;
import io.github.llmbeans.internal.Texts;
import java.util.Objects;
import java.util.concurrent.CancellationException;
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
    private final AsyncQueue calls;

    /** The call that is about to be made on this thread. */
    private final ThreadLocal<@Nullable Call> handed = new ThreadLocal<>();

    AsyncChats(AbstractProvider provider, Executor executor, Alarms alarms, ProviderLog log) {
        this.provider = provider;
        this.log = log;
        this.calls = new AsyncQueue(executor, this::limit, alarms);
    }

    CompletionStage<ChatResponse> add(ChatRequest request) {
        int most = limit();
        AsyncContext context = capturedContext();
        Call call = new Call(provider, request);
        Deadline deadline = call.deadline();
        Admission admission;
        try {
            admission = call.admission();
        } catch (ProviderException full) {
            log.failed(full, request);
            call.observation().failed(full);
            return calls.add(() -> null, CompletableFuture.completedFuture(() -> full), deadline, () -> full, context);
        }
        AtomicBoolean begun = new AtomicBoolean();
        CompletableFuture<ChatResponse> added = calls.add(
                () -> begun.compareAndSet(false, true) ? made(request, call) : null,
                admission.verdict().thenApply(reason -> reason == null ? null : () -> reported(reason.get(), request)),
                deadline,
                () -> noThread(request, deadline, "all " + most + " places for asynchronous calls are taken"),
                context);
        // One that runs gives its permit back itself, when it has left the server alone.
        added.whenComplete((answer, failure) -> {
            if (AsyncQueue.endedFromOutside(added)) {
                call.observation().cancelled();
            }
            ended(call, answer, failure);
            if (begun.compareAndSet(false, true)) {
                admission.close();
            }
        });
        return added;
    }

    /** Told already, unless it was cancelled, got no thread, or is answered by somebody else than the skeleton. */
    private static void ended(Call call, @Nullable ChatResponse answer, @Nullable Throwable failure) {
        if (failure == null) {
            call.observation().answered(answer);
        } else if (failure instanceof CancellationException) {
            call.observation().cancelled();
        } else {
            call.observation().failed(failure);
        }
    }

    private RuntimeException reported(RuntimeException reason, ChatRequest request) {
        return reason instanceof ProviderException failure ? log.failed(failure, request) : reason;
    }

    /** The call that this thread makes: the one whose turn it has waited for, or a new one. */
    Call call(ChatRequest request) {
        Call given = handed.get();
        if (given == null) {
            return new Call(provider, request);
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

    private ChatResponse made(ChatRequest request, Call call) {
        handed.set(call);
        Admission admission = call.admission();
        try (admission) {
            Deadline deadline = call.deadline();
            if (deadline.expired()) {
                throw noThread(request, deadline, "the executor has too few or they are all busy");
            }
            return provider.chat(deadline.handDown(request, null));
        } finally {
            handed.remove();
        }
    }

    private ProviderException noThread(ChatRequest request, Deadline deadline, String why) {
        ProviderTimeoutException late = new ProviderTimeoutException(
                "No thread within " + Texts.seconds(deadline.timeout()) + "; " + why,
                Failure.of(provider.info().name()).withRetryable(true));
        late.recordAttempts(0);
        return log.failed(late, request);
    }
}
