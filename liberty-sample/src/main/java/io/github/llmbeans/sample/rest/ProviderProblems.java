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
    /** What a caller is told when too many ask and nobody said for how long: 10 s. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    private ProviderProblems() {}

    /** Seconds after which a caller may come back, rounded up; 10 where too many ask and nobody said for how long. */
    static OptionalLong retryAfter(ProviderException e) {
        boolean full = e instanceof RateLimitException || e instanceof ProviderTimeoutException && e.attempts() == 0;
        Optional<Duration> pause = full ? e.retryAfter().or(() -> Optional.of(DEFAULT_RETRY_AFTER)) : e.retryAfter();
        return pause.stream()
                .mapToLong(value -> value.plusNanos(999_999_999).toSeconds())
                .findFirst();
    }

    /**
     * What a caller is told.
     *
     * @param modelChosen whether the caller has said which model is to answer; only then can an unknown one be his mistake
     */
    static Problem of(ProviderException e, boolean modelChosen) {
        String refused = e instanceof UnsupportedCapabilityException unsupported ? unsupported.parameter() : null;
        return kind(e, modelChosen).withProvider(e.provider(), e.requestId().orElse(null), refused);
    }

    private static Problem kind(ProviderException e, boolean modelChosen) {
        String detail = Objects.requireNonNull(e.getMessage());
        if (e instanceof RateLimitException) {
            return Problem.of("rate-limited", "The model is overloaded", 429, detail);
        }
        if (e instanceof ProviderTimeoutException && e.attempts() == 0) {
            return Problem.of("busy", "The question did not get its turn in time", 503, detail);
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
        if (e instanceof InvalidRequestException && e.status().orElse(0) == 404 && !modelChosen) {
            return Problem.of("provider-configuration", "The application is not set up for its model", 502, detail);
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

    /** 413 stays 413; a chosen model that is unknown (404) is no missing page but a request that makes no sense: 422. */
    private static int rejected(ProviderException e) {
        int status = e.status().orElse(400);
        return status == 404 || status == 422 ? 422 : status == 413 ? 413 : 400;
    }
}
