package io.github.llmbeans.gigachat.internal.error;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import io.github.llmbeans.gigachat.internal.text.Seconds;
import java.net.URI;

/** From the status of an answer to the exception that a caller gets (GigaChat REST reference §1.2 and §6). */
public final class ErrorTable {
    private final String provider;
    private final Advice advice;

    public ErrorTable(String provider, Advice advice) {
        this.provider = provider;
        this.advice = advice;
    }

    public ProviderException exception(Answer answer) {
        int status = answer.status();
        Failure failure = Failure.of(provider)
                .withStatus(status)
                .withRequestId(answer.requestId())
                .withRetryAfter(answer.retryAfter());
        String message = message(answer);
        if (status == 429) {
            return new RateLimitException(message, failure.withRetryable(true));
        }
        if (status == 408) {
            return new ProviderTimeoutException(message, failure.withRetryable(true));
        }
        if (status >= 500) {
            return new ProviderUnavailableException(message, failure.withRetryable(true));
        }
        if (status < 400) {
            return new ProviderUnavailableException(message, failure);
        }
        return answer.endpoint() == Endpoint.OAUTH
                ? refusedToken(status, message, failure)
                : refusedRequest(status, message, failure);
    }

    /** A success whose body is nothing that can be understood; {@code what} says so. */
    public ProviderException unreadable(Answer answer, String what, URI address, String setting) {
        String said = answer.body().text();
        return new ProviderUnavailableException(
                "Provider '" + provider + "': " + answer.endpoint().label() + " at " + address + " answered "
                        + answer.status() + " with a body " + what
                        + (said.isEmpty() ? "" : ": \"" + said + "\"") + ". " + advice.address(setting),
                Failure.of(provider).withStatus(answer.status()).withRequestId(answer.requestId()));
    }

    /** An event of a stream that is nothing that can be understood. */
    public ProviderException unreadableEvent(Answer answer) {
        String said = answer.body().text();
        return new ProviderUnavailableException(
                "Provider '" + provider + "': a stream of GigaChat failed: an event is not what was asked for"
                        + (said.isEmpty() ? "" : ": \"" + said + "\""),
                Failure.of(provider).withStatus(answer.status()).withRequestId(answer.requestId()));
    }

    private static ProviderException refusedToken(int status, String message, Failure failure) {
        return switch (status) {
            case 400, 401, 403 -> new AuthenticationException(message, failure);
            default -> new ProviderUnavailableException(message, failure);
        };
    }

    private static ProviderException refusedRequest(int status, String message, Failure failure) {
        return switch (status) {
            case 401, 403 -> new AuthenticationException(message, failure);
            case 402 -> new ProviderException(message, failure);
            default -> new InvalidRequestException(message, failure);
        };
    }

    private String message(Answer answer) {
        StringBuilder message = new StringBuilder("Provider '")
                .append(provider)
                .append("': ")
                .append(answer.endpoint().label())
                .append(" answered ")
                .append(answer.status());
        if (answer.body().code() != null) {
            message.append(", code ").append(answer.body().code());
        }
        String said = answer.body().text();
        message.append(said.isEmpty() ? " without a message" : " \"" + said + "\"");
        if (answer.retryAfter() != null) {
            message.append(", asks to wait ").append(Seconds.of(answer.retryAfter()));
        }
        String hint = advice.about(answer);
        return hint.isEmpty()
                ? message.toString()
                : message.append(". ").append(hint).toString();
    }
}
