package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.internal.AsyncCalls;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Break calls that do not wait. */
final class AsyncMutants {
    private AsyncMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "GEN-ASYNC-CANCEL-CLOSES",
                        "an exchange that has begun goes on without its caller",
                        Unstoppable::new),
                Mutant.wrapped("GEN-ASYNC-ANSWER", "generateAsync forgets the parameters", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
                        ChatRequest.of(prompt, params);
                        return super.generateAsync(prompt, GenerationParams.defaults());
                    }
                }),
                Mutant.wrapped("CHT-ASYNC-ANSWER", "chatAsync fills in the text only", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                        return AsyncCalls.map(
                                super.chatAsync(request), r -> ChatResponse.of(r.text(), r.provider(), r.model()));
                    }
                }),
                Mutant.wrapped("GEN-ASYNC-FAILURE", "the failure is wrapped on the way", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                        return super.chatAsync(request).thenApply(Function.identity());
                    }
                }),
                Mutant.wrapped("GEN-ASYNC-NOT-BLOCKING", "generateAsync waits itself", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<String> generateAsync(String prompt, GenerationParams params) {
                        ChatRequest request = ChatRequest.of(prompt, params);
                        try {
                            return CompletableFuture.completedFuture(
                                    chat(request).text());
                        } catch (RuntimeException e) {
                            return CompletableFuture.failedFuture(e);
                        }
                    }
                }),
                Mutant.wrapped(
                        "GEN-ASYNC-CANCEL", "cancelling ends the future and not the call", inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                Objects.requireNonNull(request, "request");
                                CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
                                super.chatAsync(request).whenComplete((value, failure) -> {
                                    if (failure == null) {
                                        answer.complete(value);
                                    } else {
                                        answer.completeExceptionally(failure);
                                    }
                                });
                                return answer;
                            }
                        }));
    }

    /** Each exchange has a thread of its own, which no interrupt reaches. */
    private static final class Unstoppable extends ReferenceProvider {
        Unstoppable(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ChatResponse ask(ChatRequest request, Token token, Deadline deadline) {
            FutureTask<ChatResponse> exchange = new FutureTask<>(() -> super.ask(request, token, deadline));
            Thread thread = new Thread(exchange, "exchange");
            thread.setDaemon(true);
            thread.start();
            try {
                return exchange.get();
            } catch (ExecutionException e) {
                throw (RuntimeException) e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProviderInterruptedException(
                        "Interrupted while waiting for the answer", Failure.of(info().name()), e);
            }
        }
    }
}
