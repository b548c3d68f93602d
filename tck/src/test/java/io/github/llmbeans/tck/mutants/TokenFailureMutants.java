package io.github.llmbeans.tck.mutants;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.BaseProvider;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.mutants.WithTokens.Tokens;
import io.github.llmbeans.tck.reference.ReferenceProvider;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** Break what a caller is told when there is no token. */
final class TokenFailureMutants {
    private TokenFailureMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "AUT-KEY-REJECTED",
                        "a token request that is refused with 401 is sent again",
                        (config, clock) -> new ReferenceProvider(config, clock) {
                            @Override
                            protected Token fetch(Deadline deadline, Clock now) {
                                try {
                                    return super.fetch(deadline, now);
                                } catch (AuthenticationException e) {
                                    return super.fetch(deadline, now);
                                }
                            }
                        }),
                failing(
                        "AUT-TOKEN-OUTAGE",
                        "every answer without a token is a wrong key",
                        (failure, config) -> failure instanceof ProviderUnavailableException
                                        && failure.status().orElse(0) >= 500
                                ? new AuthenticationException(
                                        failure.getMessage(),
                                        Failure.of(config.name())
                                                .withStatus(failure.status().getAsInt()))
                                : failure),
                failing(
                        "AUT-TOKEN-OVERLOAD",
                        "Retry-After of the token endpoint is not read",
                        (failure, config) -> failure instanceof RateLimitException
                                ? new RateLimitException(
                                        failure.getMessage(),
                                        Failure.of(config.name())
                                                .withStatus(429)
                                                .withRetryable(true))
                                : failure),
                failing(
                        "AUT-TOKEN-GARBAGE",
                        "what the parser of the token answer throws comes through",
                        (failure, config) ->
                                failure.status().orElse(0) == 200 ? new IllegalStateException(failure) : failure),
                WithTokens.mutant(
                        "AUT-TOKEN-SILENT",
                        "a silent token endpoint is taken for one that is down",
                        (config, clock, fetch) -> new Tokens(config, clock, fetch) {
                            @Override
                            public Token get(Deadline deadline) {
                                try {
                                    return super.get(deadline);
                                } catch (ProviderTimeoutException e) {
                                    throw new ProviderUnavailableException("No token", Failure.of(config.name()), e);
                                }
                            }
                        }));
    }

    private static Mutant failing(
            String id, String what, BiFunction<ProviderException, ProviderConfig, RuntimeException> other) {
        BiFunction<ProviderConfig, Clock, BaseProvider> broken =
                (config, clock) -> new ReferenceProvider(config, clock) {
                    @Override
                    protected Token fetch(Deadline deadline, Clock now) {
                        try {
                            return super.fetch(deadline, now);
                        } catch (ProviderException e) {
                            throw other.apply(e, config);
                        }
                    }
                };
        return Mutant.of(id, what, broken);
    }
}
