package io.github.llmbeans.sample.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Capability;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderProblemsTest {
    private static final Failure FAILURE = Failure.of("sales").withRequestId("r-1");

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new RateLimitException("m", FAILURE), 429, "rate-limited"),
                arguments(new ProviderTimeoutException("m", FAILURE), 504, "provider-timeout"),
                arguments(new Untried(), 503, "busy"),
                arguments(new AuthenticationException("m", FAILURE.withStatus(401)), 502, "provider-credentials"),
                arguments(new AuthenticationException("m", FAILURE.withStatus(403)), 502, "provider-credentials"),
                arguments(new InvalidRequestException("m", FAILURE), 400, "rejected-by-model"),
                arguments(new InvalidRequestException("m", FAILURE.withStatus(400)), 400, "rejected-by-model"),
                arguments(new InvalidRequestException("m", FAILURE.withStatus(404)), 422, "rejected-by-model"),
                arguments(new InvalidRequestException("m", FAILURE.withStatus(413)), 413, "rejected-by-model"),
                arguments(new InvalidRequestException("m", FAILURE.withStatus(422)), 422, "rejected-by-model"),
                arguments(new InvalidRequestException("m", FAILURE.withStatus(418)), 400, "rejected-by-model"),
                arguments(new ProviderUnavailableException("m", FAILURE.withStatus(503)), 502, "provider-unavailable"),
                arguments(new ProviderException("m", FAILURE.withStatus(402)), 502, "provider-quota"),
                arguments(new ProviderException("m", FAILURE), 502, "provider-unavailable"),
                arguments(new ProviderInterruptedException("m", FAILURE), 503, "interrupted"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsStatusItsTypeAndItsFacts(ProviderException failure, int status, String word) {
        Problem problem = ProviderProblems.of(failure, true);
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).isEqualTo("urn:llmbeans:problem:" + word);
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail()).isEqualTo("m");
        assertThat(problem.provider()).isEqualTo("sales");
        assertThat(problem.requestId()).isEqualTo("r-1");
    }

    /** As one that waited for its turn, and never got it. */
    private static final class Untried extends ProviderTimeoutException {
        private static final long serialVersionUID = 1L;

        Untried() {
            super("m", FAILURE);
        }

        @Override
        public int attempts() {
            return 0;
        }
    }

    @Test
    void anUnknownModelThatNobodyChoseIsAFaultOfTheApplicationsConfiguration() {
        Problem problem = ProviderProblems.of(new InvalidRequestException("m", FAILURE.withStatus(404)), false);
        assertThat(problem.status()).isEqualTo(502);
        assertThat(problem.type()).isEqualTo("urn:llmbeans:problem:provider-configuration");
    }

    @Test
    void whoGotNoTurnIsAskedToComeBack() {
        assertThat(ProviderProblems.retryAfter(new Untried())).hasValue(10);
        assertThat(ProviderProblems.retryAfter(new ProviderTimeoutException("m", FAILURE)))
                .isEmpty();
    }

    @Test
    void anUnsupportedParameterIsNamed() {
        Problem problem =
                ProviderProblems.of(new UnsupportedCapabilityException("sales", "seed", Capability.SEED), false);
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.type()).isEqualTo("urn:llmbeans:problem:unsupported-capability");
        assertThat(problem.parameter()).isEqualTo("seed");
    }
}
