package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.tck.reference.ReferenceStream;
import io.github.llmbeans.tck.reference.StopFinder;
import java.util.List;

/** Forget for streams what is kept for other calls. */
final class StreamRuleMutants {
    private StreamRuleMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.of(
                        "STR-STOP",
                        "each piece is searched for stop sequences by itself",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected StopFinder stopFinder() {
                                return new StopFinder(request.params().stop()) {
                                    @Override
                                    protected int begun() {
                                        return 0;
                                    }
                                };
                            }
                        }),
                StreamMutants.of(
                        "STR-BLANK-PROMPT",
                        "the prompt of a stream is not looked at",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected void check() {
                                // Left to the server.
                            }
                        }),
                StreamMutants.of(
                        "STR-CLOSED",
                        "a stream does not ask whether its provider is closed",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected void requireOpen() {
                                // The next one will.
                            }
                        }),
                new Mutant("STR-PIECES", "without streaming the answer comes in two pieces", new TwoPieces()));
    }
}
