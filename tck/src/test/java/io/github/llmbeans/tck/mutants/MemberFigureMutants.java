package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;

/** Break what a router counts of its members: all of them keep the contract in calls without a timeout of their own. */
final class MemberFigureMutants {
    private MemberFigureMutants() {}

    static List<Mutant> all() {
        return List.of(
                streamed(
                        "RTR-FIGURES-ANSWERS", "a stream within a deadline does not say that it is over", Endless::new),
                streamed("RTR-FIGURES-TOKENS", "a stream within a deadline does not tell its tokens", Free::new),
                Mutant.wrapped(
                        "RTR-FIGURES-FAILURES",
                        "a rejected key within a deadline is any failure",
                        inner -> new Translating(
                                inner,
                                AuthenticationException.class,
                                e -> new ProviderException(e.getMessage(), Translating.facts(e)))),
                Mutant.wrapped(
                        "RTR-FIGURES-CANCELLED",
                        "a cancelled call within a deadline has failed",
                        inner -> new Wrapped(inner) {
                            @Override
                            public CompletionStage<ChatResponse> chatAsync(ChatRequest request) {
                                CompletableFuture<ChatResponse> call =
                                        super.chatAsync(request).toCompletableFuture();
                                return request.timeout() == null
                                        ? call
                                        : new Sulking(call, inner.info().name());
                            }
                        }),
                Mutant.wrapped(
                        "RTR-FIGURES-REFUSED",
                        "what is refused within a deadline counts as an attempt",
                        inner -> new Translating(
                                inner,
                                UnsupportedCapabilityException.class,
                                e -> new InvalidRequestException(e.getMessage(), Translating.facts(e)))));
    }

    private static Mutant streamed(
            String id,
            String what,
            Function<Flow.Subscriber<? super StreamEvent>, Flow.Subscriber<StreamEvent>> relay) {
        return Mutant.wrapped(id, what, inner -> new Wrapped(inner) {
            @Override
            public Flow.Publisher<StreamEvent> chatStream(ChatRequest request) {
                Flow.Publisher<StreamEvent> stream = super.chatStream(request);
                return request.timeout() == null ? stream : to -> stream.subscribe(relay.apply(to));
            }
        });
    }

    private static final class Endless extends Relayed<StreamEvent> {
        Endless(Flow.Subscriber<? super StreamEvent> to) {
            super(to);
        }

        @Override
        public void onComplete() {
            // The last event has said it, or so it thinks.
        }
    }

    private static final class Free extends Relayed<StreamEvent> {
        Free(Flow.Subscriber<? super StreamEvent> to) {
            super(to);
        }

        @Override
        public void onNext(StreamEvent event) {
            super.onNext(
                    event instanceof StreamEvent.Finished last
                            ? new StreamEvent.Finished(
                                    last.response().toBuilder().usage(null).build())
                            : event);
        }
    }

    /** Cancelling it ends the call, and makes it fail. */
    private static final class Sulking extends CompletableFuture<ChatResponse> {
        private final CompletableFuture<ChatResponse> call;
        private final String name;

        Sulking(CompletableFuture<ChatResponse> call, String name) {
            this.call = call;
            this.name = name;
            call.whenComplete((answer, failure) -> {
                if (failure == null) {
                    complete(answer);
                } else {
                    completeExceptionally(failure);
                }
            });
        }

        @Override
        public boolean cancel(boolean interrupt) {
            boolean failed =
                    completeExceptionally(new ProviderUnavailableException("The caller has left", Failure.of(name)));
            call.cancel(interrupt);
            return failed;
        }
    }
}
