package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
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
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Break calls that do not wait. */
final class AsyncMutants {
    private static final System.Logger LOGGER = System.getLogger(AsyncMutants.class.getName());

    private AsyncMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "GEN-ASYNC-BOUNDED",
                        "the bound is not looked at",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected int maxAsyncCalls() {
                                return DEFAULT_MAX_ASYNC_CALLS;
                            }
                        }),
                Mutant.wrapped(
                        "GEN-ASYNC-BOUNDED", "a call takes a thread and waits for its place then", Queueing::new),
                Mutant.wrapped(
                        "CHT-ASYNC-TIMEOUT",
                        "the time begins when the call has its thread",
                        inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                return super.chatAsync(request == null ? null : late(request));
                            }

                            private ChatRequest late(ChatRequest request) {
                                return request.timeout() == null
                                        ? request
                                        : request.toBuilder()
                                                .timeout(Duration.ofMinutes(5))
                                                .build();
                            }
                        }),
                Mutant.wrapped(
                        "GEN-ASYNC-CANCEL-STAGE",
                        "the future ends its call, and the stages that are made from it do not",
                        inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                CompletableFuture<ChatResponse> call =
                                        super.chatAsync(request).toCompletableFuture();
                                CompletableFuture<ChatResponse> plain = copy(call);
                                plain.whenComplete((answer, failure) -> call.cancel(true));
                                return plain;
                            }
                        }),
                Mutant.wrapped("GEN-ASYNC-COMPLETED", "only cancel ends the call", inner -> new Wrapped(inner) {
                    @Override
                    public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                        return new OnlyCancel<>(super.chatAsync(request).toCompletableFuture());
                    }
                }),
                Mutant.wrapped(
                        "TEL-CANCEL-QUIET",
                        "a call that ends without an answer is an alarm",
                        inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                CompletionStage<ChatResponse> call = super.chatAsync(request);
                                call.whenComplete((answer, failure) -> {
                                    if (failure instanceof CancellationException) {
                                        LOGGER.log(Level.ERROR, () -> "No answer of " + info().name());
                                    }
                                });
                                return call;
                            }
                        }),
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
                                return copy(super.chatAsync(request));
                            }
                        }));
    }

    /** A future that ends as the call does. */
    private static <T> CompletableFuture<T> copy(CompletionStage<T> call) {
        CompletableFuture<T> copy = new CompletableFuture<>();
        call.whenComplete((value, failure) -> {
            if (failure == null) {
                copy.complete(value);
            } else {
                copy.completeExceptionally(failure);
            }
        });
        return copy;
    }

    /** Stages that are made from it cancel what they were made from. */
    private static final class OnlyCancel<T> extends CompletableFuture<T> {
        private final CompletableFuture<?> call;

        OnlyCancel(CompletableFuture<T> call) {
            this.call = call;
            call.whenComplete((value, failure) -> {
                if (failure == null) {
                    super.complete(value);
                } else {
                    super.completeExceptionally(failure);
                }
            });
        }

        private OnlyCancel(CompletableFuture<?> call, boolean made) {
            this.call = call;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new OnlyCancel<>(call, true);
        }

        @Override
        public boolean cancel(boolean interrupt) {
            call.cancel(interrupt);
            return super.cancel(interrupt);
        }
    }

    /** Keeps the bound, with a thread for each that waits. */
    private static final class Queueing extends Wrapped {
        private final Semaphore places = new Semaphore(4);

        Queueing(BaseProvider inner) {
            super(inner);
        }

        @Override
        public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
            Objects.requireNonNull(request, "request");
            return AsyncCalls.call(
                    () -> {
                        places.acquire();
                        try {
                            return inner.chat(request);
                        } finally {
                            places.release();
                        }
                    },
                    AsyncCalls.threadPerCall());
        }
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
