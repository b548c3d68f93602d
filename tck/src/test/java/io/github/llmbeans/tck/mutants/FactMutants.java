package io.github.llmbeans.tck.mutants;

import static io.github.llmbeans.tck.mutants.FailureMutants.failures;

import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.tck.reference.ReferenceFailures;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Break what a failure tells: its facts, and what is made of the body of an error. */
final class FactMutants {
    private FactMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "ERR-PROVIDER-NAMED",
                        "the vendor's name is told in place of the configured one",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected ProviderException exception(int status, String message, Failure failure) {
                                Failure vendor = new Failure(
                                        "reference",
                                        status,
                                        failure.requestId(),
                                        failure.retryAfter(),
                                        failure.retryable());
                                return super.exception(status, message, vendor);
                            }
                        })),
                Mutant.of(
                        "ERR-REQUEST-ID",
                        "the id is read for answers only",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected ProviderException exception(int status, String message, Failure failure) {
                                return super.exception(status, message, failure.withRequestId(null));
                            }
                        })),
                Mutant.of(
                        "ERR-RETRY-AFTER",
                        "the hint is read only if there is a repeat to come",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected ProviderException ofStatus(
                                    int status, String said, String requestId, Duration retryAfter, Token token) {
                                boolean read = config.maxRetries() > 0 || token == null;
                                return super.ofStatus(status, said, requestId, read ? retryAfter : null, token);
                            }
                        })),
                Mutant.of(
                        "ERR-RETRYABLE",
                        "retryable only if the provider itself repeats",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected boolean retryable(int status) {
                                return config.maxRetries() > 0 && super.retryable(status);
                            }
                        })),
                Mutant.of(
                        "ERR-SERVER-MESSAGE",
                        "the body of an error is not read",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected String shown(String said, Token token) {
                                return "see its documentation";
                            }
                        })),
                Mutant.of(
                        "ERR-HTML-BODY",
                        "the body of an error is parsed before the status is looked at",
                        failures(config -> new ParsedFirst(config, "html"))),
                Mutant.of(
                        "ERR-EMPTY-BODY",
                        "the type of an error's body is taken for granted",
                        failures(config -> new ParsedFirst(config, ""))),
                Mutant.of(
                        "ERR-HUGE-BODY",
                        "the body of an error is shown as a whole",
                        failures(config -> new ReferenceFailures(config) {
                            @Override
                            protected String shown(String said, Token token) {
                                return clean(said, token);
                            }
                        })));
    }

    /** Fails on bodies of a certain type, or on those that have none. */
    private static final class ParsedFirst extends ReferenceFailures {
        private final String type;

        ParsedFirst(ProviderConfig config, String type) {
            super(config);
            this.type = type;
        }

        @Override
        protected ProviderException of(Response response, Token token) throws IOException {
            String sent = response.headers().getOrDefault("content-type", "");
            if (type.isEmpty() ? sent.isEmpty() : sent.contains(type)) {
                throw new IllegalArgumentException("an error is JSON, was " + sent);
            }
            return super.of(response, token);
        }
    }
}
