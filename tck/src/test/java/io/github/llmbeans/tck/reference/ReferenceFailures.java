package io.github.llmbeans.tck.reference;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.tck.reference.ReferenceTokens.Token;
import io.github.llmbeans.tck.reference.Socketed.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** From what goes wrong to the exception that a caller gets. */
public class ReferenceFailures {
    protected static final int SHOWN = 300;

    protected final ProviderConfig config;

    public ReferenceFailures(ProviderConfig config) {
        this.config = config;
    }

    protected ProviderException of(Response response, Token token) throws IOException {
        return ofStatus(
                response.status(),
                response.text(),
                response.headers().get("x-id"),
                retryAfter(response.headers().get("retry-after")),
                token);
    }

    protected ProviderException ofStatus(int status, String said, String requestId, Duration retryAfter, Token token) {
        Failure failure = Failure.of(config.name())
                .withStatus(status)
                .withRequestId(requestId)
                .withRetryAfter(retryAfter)
                .withRetryable(retryable(status));
        return exception(status, "The server answered " + status + ": " + shown(said, token), failure);
    }

    protected boolean retryable(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    protected ProviderException exception(int status, String message, Failure failure) {
        return switch (status) {
            case 400, 404, 413, 422 -> new InvalidRequestException(message, failure);
            case 401, 403 -> new AuthenticationException(message, failure);
            case 408 -> new ProviderTimeoutException(message, failure);
            case 429 -> new RateLimitException(message, failure);
            default ->
                status >= 500
                        ? new ProviderUnavailableException(message, failure)
                        : new ProviderException(message, failure);
        };
    }

    protected String shown(String said, Token token) {
        String clean = clean(said, token);
        return clean.substring(0, Math.min(SHOWN, clean.length()));
    }

    protected String clean(String said, Token token) {
        String clean = said.replace(config.apiKey(), "***");
        return token == null ? clean : clean.replace(token.value(), "***");
    }

    protected Duration retryAfter(String hint) {
        if (hint == null) {
            return null;
        }
        try {
            return notNegative(Duration.ofSeconds(Math.min(Long.parseLong(hint), Integer.MAX_VALUE)));
        } catch (NumberFormatException noNumber) {
            try {
                Instant date = ZonedDateTime.parse(hint, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return notNegative(Duration.between(Instant.now(), date));
            } catch (DateTimeException noDate) {
                return null;
            }
        }
    }

    private static Duration notNegative(Duration hint) {
        return hint.isNegative() ? null : hint;
    }

    protected ProviderException ofNetwork(IOException e, Deadline deadline) {
        Failure failure = Failure.of(config.name()).withRetryable(true);
        if (e instanceof ClosedByInterruptException) {
            return new ProviderInterruptedException("Interrupted while waiting for the answer", failure, e);
        }
        if (e instanceof SocketTimeoutException) {
            return new ProviderTimeoutException("No answer within " + deadline.timeout(), failure, e);
        }
        boolean sent = !(e instanceof ConnectException);
        return new ProviderUnavailableException("The server cannot be reached", failure.withRetryable(!sent), e);
    }

    protected ProviderException unreadable(RuntimeException e) {
        return new ProviderUnavailableException(
                "The server's answer cannot be read", Failure.of(config.name()).withStatus(200), e);
    }
}
