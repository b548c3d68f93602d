package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.tck.reference.ReferenceLines;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceStream;
import io.github.llmbeans.tck.reference.ReferenceSubscription;
import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Break what comes through a stream. */
final class StreamPieceMutants {
    private StreamPieceMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.subscribed(
                        "STR-PIECES",
                        "a blank piece is dropped",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            public boolean give(String piece) {
                                return piece.isBlank() || super.give(piece);
                            }
                        }),
                StreamMutants.of("STR-AS-THEY-COME", "the whole answer is read before the first piece", ReadAhead::new),
                StreamMutants.subscribed(
                        "STR-COMPLETES",
                        "a stream is completed at its end marker and at the end of the connection",
                        (stream, subscriber) -> new ReferenceSubscription(stream, subscriber) {
                            @Override
                            protected void complete() {
                                super.complete();
                                super.complete();
                            }
                        }),
                StreamMutants.of("STR-OWN-CALL", "the answer is kept for the next subscriber", Kept::new));
    }

    /** Reads all lines when it is asked for the first; what goes wrong in them comes at its place. */
    private static final class ReadAhead extends ReferenceStream {
        private final Map<ReferenceLines, Deque<Supplier<JsonObject>>> ahead = new ConcurrentHashMap<>();

        ReadAhead(ReferenceProvider provider, ChatRequest request) {
            super(provider, request);
        }

        @Override
        protected JsonObject line(ReferenceLines lines) {
            return ahead.computeIfAbsent(lines, this::all).remove().get();
        }

        private Deque<Supplier<JsonObject>> all(ReferenceLines lines) {
            Deque<Supplier<JsonObject>> all = new ArrayDeque<>();
            boolean more = true;
            while (more) {
                try {
                    JsonObject line = super.line(lines);
                    all.add(() -> line);
                    more = line != null && !line.containsKey("end");
                } catch (RuntimeException e) {
                    all.add(() -> {
                        throw e;
                    });
                    more = false;
                }
            }
            return all;
        }
    }

    /** Calls once. */
    private static final class Kept extends ReferenceStream {
        private final List<String> pieces = new ArrayList<>();
        private boolean complete;

        Kept(ReferenceProvider provider, ChatRequest request) {
            super(provider, request);
        }

        @Override
        protected void run(ReferenceSubscription subscription) {
            if (complete) {
                pieces.forEach(subscription::give);
            } else {
                super.run(subscription);
            }
        }

        @Override
        protected JsonObject line(ReferenceLines lines) {
            JsonObject line = super.line(lines);
            complete = line != null && line.containsKey("end");
            if (line != null && !complete) {
                pieces.add(line.getString("piece"));
            }
            return line;
        }
    }
}
