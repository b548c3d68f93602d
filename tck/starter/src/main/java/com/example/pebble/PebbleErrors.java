package com.example.pebble;

import io.github.llmbeans.AuthenticationException;
import io.github.llmbeans.Failure;
import io.github.llmbeans.InvalidRequestException;
import io.github.llmbeans.ProviderConfig;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.RateLimitException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** From what goes wrong to the exception that a caller gets. */
final class PebbleErrors {
    private static final int SHOWN = 300;

    private final ProviderConfig config;

    PebbleErrors(ProviderConfig config) {
        this.config = config;
    }

    ProviderException of(HttpResponse<byte[]> response, String body) {
        int status = response.statusCode();
        Failure failure = Failure.of(config.name())
                .withStatus(status)
                .withRequestId(response.headers().firstValue("X-Pebble-Id").orElse(null))
                .withRetryAfter(response.headers().firstValue("Retry-After").map(PebbleErrors::wait).orElse(null))
                .withRetryable(status == 408 || status == 429 || status >= 500);
        String clean = body.replace(config.apiKey(), "***");
        String message = "Pebble answered " + status + ": " + clean.substring(0, Math.min(SHOWN, clean.length()));
        return switch (status) {
            case 400, 404, 413, 422 -> new InvalidRequestException(message, failure);
            case 401, 403 -> new AuthenticationException(message, failure);
            case 408 -> new ProviderTimeoutException(message, failure);
            case 429 -> new RateLimitException(message, failure);
            default -> status >= 500
                    ? new ProviderUnavailableException(message, failure)
                    : new ProviderException(message, failure);
        };
    }

    ProviderException ofNetwork(Throwable cause) {
        // What has never reached the server can be sent again.
        Failure failure = Failure.of(config.name()).withRetryable(cause instanceof ConnectException);
        return new ProviderUnavailableException("Pebble cannot be reached: check base-url", failure, cause);
    }

    /** Seconds or a date; anything else is no hint. */
    private static Duration wait(String hint) {
        Duration wait = null;
        try {
            wait = Duration.ofSeconds(Math.min(Long.parseLong(hint), Integer.MAX_VALUE));
        } catch (NumberFormatException noNumber) {
            try {
                Instant date = ZonedDateTime.parse(hint, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                wait = Duration.between(Instant.now(), date);
            } catch (DateTimeException noDate) {
                return null;
            }
        }
        return wait.isNegative() ? null : wait;
    }
}
