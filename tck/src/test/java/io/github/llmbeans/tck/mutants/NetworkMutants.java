package io.github.llmbeans.tck.mutants;

import static io.github.llmbeans.tck.mutants.FailureMutants.failures;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.Socketed;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
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
                patient(
                        "ERR-SILENT-SERVER",
                        "a limit under a second is kept by half",
                        deadline -> deadline.remaining()
                                .dividedBy(deadline.timeout().toSeconds() < 1 ? 2 : 1)),
                patient("ERR-SLOW-ANSWER", "the limit is one on each read", Deadline::timeout));
    }

    private static Mutant patient(String id, String what, Function<Deadline, Duration> patience) {
        return Mutant.of(id, what, (config, clock) -> new ReferenceProvider(config, clock) {
            {
                http = new Socketed() {
                    @Override
                    protected Duration patience(Deadline deadline) {
                        return patience.apply(deadline);
                    }
                };
            }
        });
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
