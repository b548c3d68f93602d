package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.GenerationParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;

/** Break what comes through a stream. */
final class StreamPieceMutants {
    private StreamPieceMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.relayed("STR-PIECES", "a blank piece is dropped", to -> new Relayed<String>(to) {
                    @Override
                    public void onNext(String piece) {
                        if (piece.isBlank()) {
                            request(1);
                        } else {
                            super.onNext(piece);
                        }
                    }
                }),
                Mutant.wrapped(
                        "STR-AS-THEY-COME",
                        "generateStream is left to the contract's default",
                        inner -> new Wrapped(inner) {
                            @Override
                            public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                                return wholeText(prompt, params);
                            }
                        }),
                StreamMutants.relayed(
                        "STR-COMPLETES",
                        "a stream is completed at its end marker and at the end of the connection",
                        to -> new Relayed<String>(to) {
                            @Override
                            public void onComplete() {
                                super.onComplete();
                                super.onComplete();
                            }
                        }),
                StreamMutants.published("STR-OWN-CALL", "the answer is kept for the next subscriber", Kept::new));
    }

    /** Calls once. */
    private static final class Kept implements Flow.Publisher<String> {
        private final Flow.Publisher<String> right;
        private final List<String> pieces = new ArrayList<>();
        private volatile boolean complete;

        Kept(Flow.Publisher<String> right) {
            this.right = right;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super String> subscriber) {
            Objects.requireNonNull(subscriber, "subscriber");
            if (complete) {
                subscriber.onSubscribe(new Again(subscriber));
            } else {
                right.subscribe(new First(subscriber));
            }
        }

        /** Its pieces are kept. */
        private final class First extends Relayed<String> {
            First(Flow.Subscriber<? super String> to) {
                super(to);
            }

            @Override
            public void onNext(String piece) {
                pieces.add(piece);
                super.onNext(piece);
            }

            @Override
            public void onComplete() {
                complete = true;
                super.onComplete();
            }
        }

        /** Gives everything at once. */
        private final class Again implements Flow.Subscription {
            private final Flow.Subscriber<? super String> to;

            Again(Flow.Subscriber<? super String> to) {
                this.to = to;
            }

            @Override
            public void request(long n) {
                pieces.forEach(to::onNext);
                to.onComplete();
            }

            @Override
            public void cancel() {
                // It is over at once.
            }
        }
    }
}
