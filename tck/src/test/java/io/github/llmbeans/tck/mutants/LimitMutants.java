package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Failure;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.reference.ReferenceLimits;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/** Break the limit of calls at once. */
final class LimitMutants {
    private static final int CROWD = 5;

    private LimitMutants() {}

    static List<Mutant> all() {
        return List.of(
                limited("CON-LIMIT-KEPT", "when many wait, one more is let through", Hurried::new),
                limited("CON-LIMIT-ORDER", "whoever came last is served first", LastFirst::new),
                Mutant.wrapped("CON-LIMIT-DEADLINE", "whoever is late is told of a limit", inner -> new Wrapped(inner) {
                    @Override
                    public ChatResponse chat(ChatRequest request) {
                        try {
                            return super.chat(request);
                        } catch (ProviderTimeoutException e) {
                            if (e.attempts() > 0) {
                                throw e;
                            }
                            throw new RateLimitException("No turn", Failure.of(info().name()), e);
                        }
                    }
                }),
                limited("CON-LIMIT-DEADLINE", "whoever is late keeps its place in the queue", LateStay::new),
                limited(
                        "CON-LIMIT-FULL",
                        "the queue has no bound",
                        (most, queued) -> new Turns(most, Integer.MAX_VALUE)),
                streamed("CON-LIMIT-STREAM", "a stream gives its place back when it has begun", Begun::new),
                streamed("CON-LIMIT-STREAM", "a stream that is left keeps its place", LeftAlone::new),
                limited("CON-LIMIT-LEFT", "whoever has left keeps its place in the queue", LeftStay::new),
                LimitRepeatMutant.mutant());
    }

    private static Mutant limited(String id, String what, ReferenceLimits.Kind limiter) {
        return Mutant.of(
                id, what, (config, clock) -> new Limited(config, clock, ReferenceLimits.limiter(config, limiter)));
    }

    private static Mutant streamed(
            String id, String what, BiFunction<Flow.Subscriber<? super String>, Turns, Relayed<String>> relay) {
        return Mutant.of(
                id,
                what,
                (config, clock) -> ReferenceLimits.limiter(config, Turns::new) instanceof Turns turns
                        ? new Wrapped(new Limited(config, clock, turns)) {
                            @Override
                            public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                                Flow.Publisher<String> stream = super.generateStream(prompt, params);
                                return to -> stream.subscribe(relay.apply(to, turns));
                            }
                        }
                        : new ReferenceProvider(config, clock));
    }

    private static final class Hurried extends Turns {
        Hurried(int most, int queued) {
            super(most, queued);
        }

        @Override
        protected boolean mayGo() {
            return super.mayGo() || waiting.size() >= CROWD;
        }
    }

    private static final class LastFirst extends Turns {
        LastFirst(int most, int queued) {
            super(most, queued);
        }

        @Override
        protected Turn next() {
            return waiting.pollLast();
        }
    }

    private static final class LateStay extends Turns {
        LateStay(int most, int queued) {
            super(most, queued);
        }

        @Override
        protected void leaves(Turn turn) {
            if (!turn.late()) {
                super.leaves(turn);
            }
        }
    }

    private static final class LeftStay extends Turns {
        LeftStay(int most, int queued) {
            super(most, queued);
        }

        @Override
        protected void leaves(Turn turn) {
            if (turn.late()) {
                super.leaves(turn);
            }
        }
    }

    /** At the first piece. */
    private static final class Begun extends Relayed<String> {
        private final Turns turns;
        private boolean begun;

        Begun(Flow.Subscriber<? super String> to, Turns turns) {
            super(to);
            this.turns = turns;
        }

        @Override
        public void onNext(String piece) {
            if (!begun) {
                begun = true;
                turns.keepBack();
                turns.giveBack();
            }
            super.onNext(piece);
        }
    }

    private static final class LeftAlone extends Relayed<String> {
        private final Turns turns;
        private volatile boolean begun;

        LeftAlone(Flow.Subscriber<? super String> to, Turns turns) {
            super(to);
            this.turns = turns;
        }

        @Override
        public void onNext(String piece) {
            begun = true;
            super.onNext(piece);
        }

        @Override
        public void cancel() {
            if (begun) {
                turns.keepBack();
            }
            super.cancel();
        }
    }
}
