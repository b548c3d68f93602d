package io.github.llmbeans.internal;

import io.github.llmbeans.ChatResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The future of an asynchronous call that is observed: whoever waits for it hears of its end after the observer. Cancelling
 * it, or a stage made from it, cancels the call.
 */
public final class ObservedCall extends CallFuture<ChatResponse> {
    private final CompletableFuture<ChatResponse> source;
    private final SafeObservation observation;

    private ObservedCall(CompletableFuture<ChatResponse> source, SafeObservation observation) {
        this.source = source;
        this.observation = observation;
    }

    public static ObservedCall of(CompletionStage<ChatResponse> call, SafeObservation observation) {
        ObservedCall observed = new ObservedCall(call.toCompletableFuture(), observation);
        call.whenComplete(observed::ended);
        return observed;
    }

    private void ended(ChatResponse answer, Throwable failure) {
        if (failure == null) {
            observation.answered(answer);
            end(answer, null);
            return;
        }
        Throwable reason = AsyncCalls.unwrap(failure);
        if (reason instanceof CancellationException) {
            observation.cancelled();
        } else {
            observation.failed(reason);
        }
        end(null, reason);
    }

    @Override
    void givenUp() {
        source.cancel(true);
        observation.cancelled(); // Unless it has had another end.
    }

    @Override
    public Executor defaultExecutor() {
        return source.defaultExecutor();
    }
}
