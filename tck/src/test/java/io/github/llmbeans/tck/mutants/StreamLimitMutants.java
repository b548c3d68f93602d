package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;

/** Wait too long, read too much, or do not let go. */
final class StreamLimitMutants {
    private StreamLimitMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.texts(
                        "STR-FIRST-PIECE",
                        "a stream has all the time in the world",
                        config -> config.timeout(Duration.ofMinutes(5))),
                Mutant.of(
                        "STR-IDLE",
                        "a stream may be silent until its whole time is over",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Duration streamIdleTimeout() {
                                return Duration.ofMinutes(5);
                            }
                        }),
                StreamMutants.relayed("STR-READS-ON-DEMAND", "pieces are read into a queue", Queued::new),
                StreamMutants.relayed("STR-LOOP", "a cancel between two pieces waits for the next", Between::new),
                StreamMutants.relayed(
                        "STR-LOOP-INTERRUPTED",
                        "a thread that is interrupted cannot cancel",
                        to -> new Relayed<String>(to) {
                            @Override
                            public void cancel() {
                                if (!Thread.currentThread().isInterrupted()) {
                                    super.cancel();
                                }
                            }
                        }));
    }

    /** Knows a cancel only while something is asked for. */
    private static final class Between extends Relayed<String> {
        private long asked;

        Between(Flow.Subscriber<? super String> to) {
            super(to);
        }

        @Override
        public synchronized void request(long n) {
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
            super.request(n);
        }

        @Override
        public void onNext(String piece) {
            synchronized (this) {
                asked--;
            }
            super.onNext(piece);
        }

        @Override
        public void cancel() {
            synchronized (this) {
                if (asked == 0) {
                    return;
                }
            }
            super.cancel();
        }
    }

    /** Asks for everything, and hands it over as it is asked for. */
    private static final class Queued extends Relayed<String> {
        private final Deque<Runnable> ends = new ArrayDeque<>();
        private final Deque<String> pieces = new ArrayDeque<>();
        private long asked;
        private boolean giving;

        Queued(Flow.Subscriber<? super String> to) {
            super(to);
        }

        @Override
        public void request(long n) {
            if (n > 0) {
                synchronized (this) {
                    asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
                }
                super.request(Long.MAX_VALUE);
                give();
            } else {
                super.request(n);
            }
        }

        @Override
        public void onNext(String piece) {
            synchronized (this) {
                pieces.add(piece);
            }
            give();
        }

        @Override
        public void onError(Throwable failure) {
            end(() -> super.onError(failure));
        }

        @Override
        public void onComplete() {
            end(super::onComplete);
        }

        private void end(Runnable end) {
            synchronized (this) {
                ends.add(end);
            }
            give();
        }

        @Override
        public void cancel() {
            synchronized (this) {
                pieces.clear();
                ends.clear();
            }
            super.cancel();
        }

        private void give() {
            for (Runnable next = next(false); next != null; next = next(true)) {
                next.run();
            }
        }

        private synchronized Runnable next(boolean mine) {
            if (giving && !mine) {
                return null;
            }
            giving = true;
            if (asked > 0 && !pieces.isEmpty()) {
                asked--;
                String piece = pieces.remove();
                return () -> super.onNext(piece);
            }
            if (pieces.isEmpty() && !ends.isEmpty()) {
                return ends.remove();
            }
            giving = false;
            return null;
        }
    }
}
