package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Break which exception a status becomes. */
final class FailureMutants {
    private FailureMutants() {}

    static List<Mutant> all() {
        return List.of(
                mapped("ERR-BAD-REQUEST", "400 is no case of its own", ProviderException::new, 400),
                mapped("ERR-UNAUTHORIZED", "401 is like every other 4xx", InvalidRequestException::new, 401),
                mapped(
                        "ERR-PAYMENT-REQUIRED",
                        "402 is made by hand, without its status",
                        FailureMutants::statusless,
                        402),
                mapped("ERR-FORBIDDEN", "403 is like every other 4xx", InvalidRequestException::new, 403),
                mapped("ERR-NOT-FOUND", "404 is taken for an outage", ProviderUnavailableException::new, 404),
                mapped("ERR-REQUEST-TIMEOUT", "408 is like every other 4xx", InvalidRequestException::new, 408),
                mapped("ERR-TOO-LARGE", "413 is no case of its own", ProviderException::new, 413),
                mapped("ERR-UNPROCESSABLE", "422 is no case of its own", ProviderException::new, 422),
                mapped("ERR-RATE-LIMIT", "429 is taken for an outage", ProviderUnavailableException::new, 429),
                mapped("ERR-SERVER-ERROR", "500 is no case of its own", ProviderException::new, 500),
                mapped("ERR-GATEWAY", "504 is no case of its own", ProviderException::new, 504),
                mapped(
                        "ERR-OTHER-STATUS",
                        "only known statuses from 500 on count",
                        ProviderException::new,
                        501,
                        507,
                        529),
                Mutant.of(
                        "ERR-STATUS-KEPT", "408 comes without its status", failures(config -> new Statusless(config))));
    }

    /** The reference with other failures. */
    static BiFunction<ProviderConfig, Clock, BaseProvider> failures(
            Function<ProviderConfig, ReferenceFailures> broken) {
        return (config, clock) -> new ReferenceProvider(config, clock) {
            {
                failures = broken.apply(config);
            }
        };
    }

    private interface Made {
        ProviderException of(String message, Failure failure);
    }

    private static Mutant mapped(String id, String what, Made made, Integer... statuses) {
        Set<Integer> wrong = Set.of(statuses);
        return Mutant.of(id, what, failures(config -> new ReferenceFailures(config) {
            @Override
            protected ProviderException exception(int status, String message, Failure failure) {
                return wrong.contains(status) ? made.of(message, failure) : super.exception(status, message, failure);
            }
        }));
    }

    private static ProviderException statusless(String message, Failure failure) {
        return new ProviderException(message, Failure.of(failure.provider()).withRequestId(failure.requestId()));
    }

    /** Forgets one status. */
    private static final class Statusless extends ReferenceFailures {
        Statusless(ProviderConfig config) {
            super(config);
        }

        @Override
        protected ProviderException exception(int status, String message, Failure failure) {
            return super.exception(
                    status,
                    message,
                    status == 408
                            ? Failure.of(failure.provider())
                                    .withRequestId(failure.requestId())
                                    .withRetryable(true)
                            : failure);
        }
    }
}
