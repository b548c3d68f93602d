package io.github.llmbeans.tck.mutants;

import static io.github.llmbeans.tck.mutants.FailureMutants.failures;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Break what becomes of failures below HTTP. */
final class NetworkMutants {
    private NetworkMutants() {}

    static List<Mutant> all() {
        return List.of(
                mapped(
                        "ERR-REFUSED",
                        "whatever goes wrong while connecting is a timeout",
                        ConnectException.class::isInstance,
                        e -> new ProviderTimeoutException(e.getMessage(), e.failure(), e.getCause())),
                mapped(
                        "ERR-RESET",
                        "a reset connection is no case of its own",
                        e -> e instanceof SocketException
                                && !(e instanceof ConnectException)
                                && String.valueOf(e.getMessage()).contains("reset"),
                        NetworkMutants::plain),
                mapped(
                        "ERR-NO-ANSWER",
                        "a closed connection is no case of its own",
                        e -> e instanceof EOFException && e.getMessage().endsWith("before the answer"),
                        NetworkMutants::plain),
                mapped(
                        "ERR-CUT-ANSWER",
                        "half an answer is no case of its own",
                        e -> e instanceof EOFException && !e.getMessage().endsWith("before the answer"),
                        NetworkMutants::plain),
                mapped(
                        "ERR-NOT-HTTP",
                        "bytes that are not HTTP are no case of their own",
                        ProtocolException.class::isInstance,
                        NetworkMutants::plain),
                mapped(
                        "ERR-CAUSE-KEPT",
                        "the original exception is dropped",
                        e -> true,
                        e -> e instanceof ProviderUnavailableException
                                ? new ProviderUnavailableException(e.getMessage(), e.failure())
                                : e),
                mapped(
                        "RTY-REFUSED",
                        "a refused connection is given up",
                        ConnectException.class::isInstance,
                        e -> new ProviderUnavailableException(e.getMessage(), Failure.of(e.provider()), e.getCause())),
                Mutant.of(
                        "ERR-SILENT-SERVER",
                        "a wait for the answer that ends is taken for an outage",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected <T> T exchange(
                                    String method,
                                    URI uri,
                                    Map<String, String> headers,
                                    String body,
                                    Deadline deadline,
                                    Token token,
                                    Socketed.Use<T> use) {
                                boolean[] answered = new boolean[1];
                                try {
                                    return super.exchange(method, uri, headers, body, deadline, token, response -> {
                                        answered[0] = true;
                                        return use.of(response);
                                    });
                                } catch (ProviderTimeoutException e) {
                                    throw answered[0]
                                            ? e
                                            : new ProviderUnavailableException(e.getMessage(), e.failure(), e);
                                }
                            }
                        }),
                Mutant.of(
                        "ERR-SLOW-ANSWER",
                        "the limit is one on each read",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            {
                                http = new Socketed() {
                                    @Override
                                    protected Duration patience(Deadline deadline) {
                                        return deadline.timeout();
                                    }
                                };
                            }
                        }));
    }

    private interface Changed {
        ProviderException of(ProviderException e);
    }

    private static Mutant mapped(String id, String what, Predicate<IOException> which, Changed changed) {
        return Mutant.of(id, what, failures(config -> new ReferenceFailures(config) {
            @Override
            protected ProviderException ofNetwork(IOException e, Deadline deadline) {
                ProviderException usual = super.ofNetwork(e, deadline);
                return which.test(e) ? changed.of(usual) : usual;
            }
        }));
    }

    private static ProviderException plain(ProviderException e) {
        return new ProviderException(e.getMessage(), e.failure(), e.getCause());
    }
}
