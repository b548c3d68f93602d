package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.ChatRequest;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.StreamEvent;
import io.github.llmbeans.tck.reference.ReferenceEvents;
import io.github.llmbeans.tck.reference.ReferenceLines;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Do the wrong thing when a stream goes wrong. */
final class StreamFailureMutants {
    private StreamFailureMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "STR-REFUSED-CALL",
                        "only the statuses that are worth a repetition are looked at before the stream is read",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected void requireStream(Response response, Token token) throws IOException {
                                if (response.status() >= 429) {
                                    super.requireStream(response, token);
                                }
                            }
                        }),
                StreamMutants.texts(
                        "STR-RETRY-BEFORE-PIECE", "a stream is opened without retries", config -> config.maxRetries(0)),
                Mutant.of("STR-CUT", "the end of the connection is taken for the end of the stream", Ended::new),
                Mutant.of("STR-NO-RETRY-AFTER-PIECE", "the reading of the stream is inside the retry", Again::new),
                Mutant.of("STR-MALFORMED", "a line that cannot be read is left out", Skipping::new));
    }

    private static final class Ended extends ReferenceProvider {
        Ended(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ReferenceEvents read(ReferenceLines lines, Response response, Deadline deadline) {
            return new ReferenceEvents(this, lines, response, deadline) {
                private volatile boolean closed;

                @Override
                protected JsonObject line() {
                    try {
                        JsonObject line = super.line();
                        return line == null ? end() : line;
                    } catch (ProviderException e) {
                        if (closed || e.getCause() instanceof JsonException) {
                            throw e;
                        }
                        return end();
                    }
                }

                @Override
                public void close() {
                    closed = true;
                    super.close();
                }

                private JsonObject end() {
                    return Json.createObjectBuilder(head()).add("end", "done").build();
                }
            };
        }
    }

    /** Opens the stream once more where it breaks off. */
    private static final class Again extends ReferenceProvider {
        Again(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected EventStream openStream(ChatRequest request, Deadline deadline) {
            return new Reopened(super.openStream(request, deadline), request, deadline);
        }

        private final class Reopened implements EventStream {
            private final ChatRequest request;
            private final Deadline deadline;
            private volatile EventStream open;
            private volatile boolean closed;
            private int left = config().maxRetries();

            Reopened(EventStream open, ChatRequest request, Deadline deadline) {
                this.open = open;
                this.request = request;
                this.deadline = deadline;
            }

            @Override
            public StreamEvent next() {
                try {
                    return open.next();
                } catch (ProviderUnavailableException e) {
                    if (left == 0 || closed) {
                        throw e;
                    }
                    left--;
                    open.close();
                    open = Again.super.openStream(request, deadline);
                    open.next();
                    return open.next();
                }
            }

            @Override
            public void close() {
                closed = true;
                open.close();
            }
        }
    }

    private static final class Skipping extends ReferenceProvider {
        Skipping(ProviderConfig config, Clock clock) {
            super(config, clock);
        }

        @Override
        protected ReferenceEvents read(ReferenceLines lines, Response response, Deadline deadline) {
            return new ReferenceEvents(this, lines, response, deadline) {
                @Override
                protected JsonObject line() {
                    try {
                        return super.line();
                    } catch (ProviderException e) {
                        if (e.getCause() instanceof JsonException) {
                            return line();
                        }
                        throw e;
                    }
                }
            };
        }
    }
}
