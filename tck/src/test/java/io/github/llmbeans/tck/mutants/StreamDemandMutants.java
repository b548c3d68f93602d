package io.github.llmbeans.tck.mutants;

import java.util.List;
import java.util.concurrent.Flow;

/** Do not do what who listens to a stream says. */
final class StreamDemandMutants {
    private StreamDemandMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.relayed("STR-COLD", "the request is sent at subscribe", Eager::new),
                StreamMutants.relayed("STR-DEMAND", "what is asked for is not counted", to -> new Relayed<String>(to) {
                    @Override
                    public void request(long n) {
                        super.request(n > 0 ? Long.MAX_VALUE : n);
                    }
                }),
                StreamMutants.relayed(
                        "STR-CANCEL",
                        "cancel is looked at when the next piece comes, and the connection stays open until then",
                        to -> new Relayed<String>(to) {
                            private volatile boolean cancelled;

                            @Override
                            public void cancel() {
                                cancelled = true;
                            }

                            @Override
                            public void onNext(String piece) {
                                if (cancelled) {
                                    super.cancel();
                                } else {
                                    super.onNext(piece);
                                }
                            }
                        }),
                StreamMutants.relayed("STR-CANCEL", "cancel is ignored", to -> new Relayed<String>(to) {
                    @Override
                    public void cancel() {
                        // Not our business.
                    }
                }),
                StreamMutants.published("STR-NULL-SUBSCRIBER", "a null subscriber is ignored", right -> subscriber -> {
                    if (subscriber != null) {
                        right.subscribe(subscriber);
                    }
                }),
                StreamMutants.relayed("STR-BAD-DEMAND", "a request for no piece throws", to -> new Relayed<String>(to) {
                    @Override
                    public void request(long n) {
                        if (n <= 0) {
                            throw new IllegalArgumentException("at least one piece must be asked for");
                        }
                        super.request(n);
                    }
                }),
                StreamMutants.relayed(
                        "STR-BAD-DEMAND", "a request for no piece is ignored", to -> new Relayed<String>(to) {
                            @Override
                            public void request(long n) {
                                if (n > 0) {
                                    super.request(n);
                                }
                            }
                        }));
    }

    /** Asks for the first piece by itself, and keeps it until it is asked for. */
    private static final class Eager extends Relayed<String> {
        private String first;
        private boolean came;
        private boolean asked;

        Eager(Flow.Subscriber<? super String> to) {
            super(to);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            super.request(1);
        }

        @Override
        public void request(long n) {
            if (n <= 0 || asked()) {
                super.request(n);
                return;
            }
            give(null, true);
            if (n > 1) {
                super.request(n == Long.MAX_VALUE ? n : n - 1);
            }
        }

        @Override
        public void onNext(String piece) {
            if (came) {
                super.onNext(piece);
            } else {
                give(piece, false);
            }
        }

        private synchronized boolean asked() {
            return asked;
        }

        private synchronized void give(String piece, boolean now) {
            came |= piece != null;
            first = piece == null ? first : piece;
            asked |= now;
            if (first != null && asked) {
                String given = first;
                first = null;
                super.onNext(given);
            }
        }
    }
}
