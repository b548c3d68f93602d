package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AttemptObservation;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.CallInfo;
import io.github.llmbeans.CallObservation;
import io.github.llmbeans.CallObserver;
import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.tck.reference.Reference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Tell an observer something else than what is. */
final class ObserverMutants {
    private ObserverMutants() {}

    static List<Mutant> all() {
        return List.of(
                telling(
                        "TEL-OBSERVER-ENDS",
                        "who is cancelled has failed",
                        observer -> relaying(observer, to -> new Relay(to) {
                            @Override
                            public void cancelled() {
                                to.failed(new CancellationException());
                            }
                        })),
                telling("TEL-OBSERVER-ENDS", "a stream that is answered ends twice", observer -> call -> {
                    CallObservation first = observer.begin(call);
                    return call.streamed() ? new Twice(first) : first;
                }),
                telling(
                        "TEL-OBSERVER-ANSWER",
                        "the answer is told without its tokens",
                        observer -> relaying(observer, to -> new Relay(to) {
                            @Override
                            public void answered(ChatResponse answer) {
                                to.answered(answer.toBuilder().usage(null).build());
                            }
                        })),
                telling(
                        "TEL-OBSERVER-ATTEMPTS",
                        "attempts are counted from 0",
                        observer -> relaying(observer, to -> new Relay(to) {
                            @Override
                            public AttemptObservation attempt(int number) {
                                return to.attempt(number - 1);
                            }
                        })),
                telling(
                        "TEL-OBSERVER-BEGIN",
                        "a beginning is told in the background",
                        observer -> call -> elsewhere(observer, call)),
                observed("TEL-OBSERVER-HARMLESS", "what an observer throws comes through in the end", Reckless::made));
    }

    /** The reference with something between it and its observer. */
    private static Mutant telling(String id, String what, UnaryOperator<CallObserver> between) {
        return observed(id, what, (reference, observer) -> reference.apply(between.apply(observer)));
    }

    private static Mutant observed(
            String id,
            String what,
            BiFunction<Function<CallObserver, BaseProvider>, CallObserver, BaseProvider> broken) {
        return new Mutant(id, what, new Reference() {
            @Override
            public Optional<BaseProvider> createObserved(ProviderConfig config, CallObserver observer) {
                return Optional.of(
                        broken.apply(told -> super.createObserved(config, told).orElseThrow(), observer));
            }
        });
    }

    private static CallObserver relaying(CallObserver observer, UnaryOperator<CallObservation> relay) {
        return call -> relay.apply(observer.begin(call));
    }

    private static CallObservation elsewhere(CallObserver observer, CallInfo call) {
        try {
            return CompletableFuture.supplyAsync(() -> observer.begin(call)).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    private static class Relay implements CallObservation {
        protected final CallObservation to;

        Relay(CallObservation to) {
            this.to = to;
        }

        @Override
        public AttemptObservation attempt(int number) {
            return to.attempt(number);
        }

        @Override
        public void firstPiece() {
            to.firstPiece();
        }

        @Override
        public void answered(ChatResponse answer) {
            to.answered(answer);
        }

        @Override
        public void failed(Throwable failure) {
            to.failed(failure);
        }

        @Override
        public void cancelled() {
            to.cancelled();
        }
    }

    private static final class Twice extends Relay {
        Twice(CallObservation to) {
            super(to);
        }

        @Override
        public void answered(ChatResponse answer) {
            super.answered(answer);
            super.answered(answer);
        }
    }

    /** Remembers what the observer throws, and throws it at the caller of a blocking call. */
    private static final class Reckless extends Wrapped {
        private final AtomicReference<RuntimeException> thrown;

        private Reckless(BaseProvider inner, AtomicReference<RuntimeException> thrown) {
            super(inner);
            this.thrown = thrown;
        }

        static BaseProvider made(Function<CallObserver, BaseProvider> reference, CallObserver observer) {
            AtomicReference<RuntimeException> thrown = new AtomicReference<>();
            return new Reckless(
                    reference.apply(call -> {
                        try {
                            return observer.begin(call);
                        } catch (RuntimeException e) {
                            thrown.set(e);
                            throw e;
                        }
                    }),
                    thrown);
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse answer = super.chat(request);
            RuntimeException broken = thrown.getAndSet(null);
            if (broken != null) {
                throw broken;
            }
            return answer;
        }
    }
}
