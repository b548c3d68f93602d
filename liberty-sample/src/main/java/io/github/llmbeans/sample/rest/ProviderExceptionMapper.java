package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ProviderException;
import io.github.llmbeans.RateLimitException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;

/** A failure of the model becomes a problem; the provider has logged it already. */
@Provider
public class ProviderExceptionMapper implements ExceptionMapper<ProviderException> {
    /** What a caller is told when the model is overloaded and did not say for how long: 10 s. */
    static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(10);

    @Override
    public Response toResponse(ProviderException e) {
        Response.ResponseBuilder response = ProviderProblems.of(e).response();
        retryAfter(e).ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, wholeSeconds(pause)));
        return response.build();
    }

    private static Optional<Duration> retryAfter(ProviderException e) {
        return e instanceof RateLimitException
                ? e.retryAfter().or(() -> Optional.of(DEFAULT_RETRY_AFTER))
                : e.retryAfter();
    }

    private static long wholeSeconds(Duration pause) {
        return pause.plusNanos(999_999_999).toSeconds();
    }
}
