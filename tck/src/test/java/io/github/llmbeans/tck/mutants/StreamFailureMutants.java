package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RetryPolicy;
import io.github.llmbeans.tck.reference.ReferenceLines;
import io.github.llmbeans.tck.reference.ReferenceStream;
import io.github.llmbeans.tck.reference.ReferenceSubscription;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.List;

/** Do the wrong thing when a stream goes wrong. */
final class StreamFailureMutants {
    private StreamFailureMutants() {}

    static List<Mutant> all() {
        return List.of(
                StreamMutants.of(
                        "STR-REFUSED-CALL",
                        "only the statuses that are worth a repetition are looked at before the stream is read",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected boolean refused(int status) {
                                return status >= 429;
                            }
                        }),
                StreamMutants.of(
                        "STR-RETRY-BEFORE-PIECE",
                        "a stream is opened without retries",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected RetryPolicy policy() {
                                return RetryPolicy.builder().maxRetries(0).build();
                            }
                        }),
                StreamMutants.of(
                        "STR-CUT",
                        "the end of the connection is taken for the end of the stream",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected JsonObject line(ReferenceLines lines) {
                                try {
                                    JsonObject line = super.line(lines);
                                    return line == null ? end() : line;
                                } catch (ProviderException e) {
                                    if (e.getCause() instanceof JsonException) {
                                        throw e;
                                    }
                                    return end();
                                }
                            }

                            private JsonObject end() {
                                return Json.createObjectBuilder()
                                        .add("end", "done")
                                        .build();
                            }
                        }),
                StreamMutants.of(
                        "STR-NO-RETRY-AFTER-PIECE",
                        "the reading of the stream is inside the retry",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected void run(ReferenceSubscription subscription) {
                                requireOpen();
                                check();
                                Deadline deadline = Deadline.after(config().timeout());
                                policy().execute(deadline, () -> {
                                    try (ReferenceLines lines = opened(subscription, deadline)) {
                                        pump(lines, subscription);
                                    }
                                    return "done";
                                });
                            }

                            @Override
                            protected ProviderException broken(String message, Exception cause) {
                                return new ProviderUnavailableException(
                                        message,
                                        super.broken(message, cause).failure().withRetryable(true),
                                        cause);
                            }
                        }),
                StreamMutants.of(
                        "STR-MALFORMED",
                        "a line that cannot be read is left out",
                        (provider, request) -> new ReferenceStream(provider, request) {
                            @Override
                            protected JsonObject line(ReferenceLines lines) {
                                try {
                                    return super.line(lines);
                                } catch (ProviderException e) {
                                    if (e.getCause() instanceof JsonException) {
                                        return line(lines);
                                    }
                                    throw e;
                                }
                            }
                        }));
    }
}
