package io.github.llmbeans.sample.rest;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.UnsupportedCapabilityException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** From the contract's exceptions to problems: the one place that knows which is which. */
final class ProviderProblems {
    /** What a caller is told when the model is overloaded and did not say for how long: 10 s. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    private ProviderProblems() {}

    /** Seconds after which a caller may come back, rounded up; an overloaded model that did not say means 10. */
    static OptionalLong retryAfter(ProviderException e) {
        Optional<Duration> pause = e instanceof RateLimitException
                ? e.retryAfter().or(() -> Optional.of(DEFAULT_RETRY_AFTER))
                : e.retryAfter();
        return pause.stream()
                .mapToLong(value -> value.plusNanos(999_999_999).toSeconds())
                .findFirst();
    }

    static Problem of(ProviderException e) {
        String refused = e instanceof UnsupportedCapabilityException unsupported ? unsupported.parameter() : null;
        return kind(e).withProvider(e.provider(), e.requestId().orElse(null), refused);
    }

    private static Problem kind(ProviderException e) {
        String detail = Objects.requireNonNull(e.getMessage());
        if (e instanceof RateLimitException) {
            return Problem.of("rate-limited", "The model is overloaded", 429, detail);
        }
        if (e instanceof ProviderTimeoutException) {
            return Problem.of("provider-timeout", "The model did not answer in time", 504, detail);
        }
        if (e instanceof AuthenticationException) {
            return Problem.of(
                    "provider-credentials", "The model does not accept the application's credentials", 502, detail);
        }
        if (e instanceof UnsupportedCapabilityException) {
            return Problem.of("unsupported-capability", "The model does not support a parameter", 400, detail);
        }
        if (e instanceof InvalidRequestException) {
            return Problem.of("rejected-by-model", "The model cannot answer this request", rejected(e), detail);
        }
        if (e instanceof ProviderInterruptedException) {
            return Problem.of("interrupted", "The application is stopping", 503, detail);
        }
        if (e.status().orElse(0) == 402) {
            return Problem.of("provider-quota", "The model's tokens are used up", 502, detail);
        }
        return Problem.of("provider-unavailable", "The model cannot be reached or does not work", 502, detail);
    }

    /** 413 stays 413; an unknown model (404) is no missing page but a request that makes no sense: 422. */
    private static int rejected(ProviderException e) {
        int status = e.status().orElse(400);
        return status == 404 || status == 422 ? 422 : status == 413 ? 413 : 400;
    }
}
