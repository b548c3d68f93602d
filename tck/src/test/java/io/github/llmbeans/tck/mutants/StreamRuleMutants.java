package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.GenerationParams;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Flow;

/** Forget for streams what is kept for other calls. */
final class StreamRuleMutants {
    private StreamRuleMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("STR-STOP", "each piece is searched for stop sequences by itself", PieceByPiece::new),
                Mutant.wrapped(
                        "STR-BLANK-PROMPT", "a blank prompt is made one that is not", inner -> new Wrapped(inner) {
                            @Override
                            public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                                return super.generateStream(prompt.isBlank() ? "Hello?" : prompt, params);
                            }
                        }),
                Mutant.of("STR-CLOSED", "a stream does not ask whether its provider is closed", (config, clock) -> {
                    BaseProvider open = new ReferenceProvider(config, clock);
                    return new Wrapped(new ReferenceProvider(config, clock)) {
                        @Override
                        public Flow.Publisher<String> generateStream(String prompt, GenerationParams params) {
                            return open.generateStream(prompt, params);
                        }
                    };
                }),
                new Mutant("STR-PIECES", "without streaming the answer comes in two pieces", new TwoPieces()));
    }

    private static final class PieceByPiece extends ReferenceProvider {
        PieceByPiece(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected EventStream stopping(EventStream events, List<String> stop) {
            return new EventsRelayed(events) {
                private boolean stopped;

                @Override
                public StreamEvent next() {
                    StreamEvent event = super.next();
                    while (stopped && event instanceof StreamEvent.Text) {
                        event = super.next();
                    }
                    return event instanceof StreamEvent.Text text ? cut(text) : event;
                }

                private StreamEvent cut(StreamEvent.Text text) {
                    for (String sequence : stop) {
                        int at = text.text().indexOf(sequence);
                        if (at >= 0) {
                            stopped = true;
                            return new StreamEvent.Text(text.text().substring(0, at));
                        }
                    }
                    return text;
                }
            };
        }
    }
}
