package io.github.llmbeans.gigachat.internal.token;

import io.github.llmbeans.Deadline;
import io.github.llmbeans.Failure;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.ProviderInterruptedException;
import io.github.llmbeans.ProviderTimeoutException;
import io.github.llmbeans.ProviderUnavailableException;
import io.github.llmbeans.gigachat.internal.text.Seconds;
import java.time.Instant;

/** What a caller is told when there is no token for it. */
final class TokenFailures {
    private final String provider;

    TokenFailures(String provider) {
        this.provider = provider;
    }

    /** The outcome of a flight for one of its callers. */
    ProviderException shared(Throwable failure) {
        if (failure instanceof ProviderException e) {
            return e.forAnotherCaller();
        }
        return new ProviderUnavailableException(
                "Provider '" + provider + "' could not obtain an access token: " + reason(failure),
                Failure.of(provider),
                failure);
    }

    ProviderException timedOut(Deadline deadline, Throwable cause) {
        return new ProviderTimeoutException(
                "Provider '" + provider + "' had no access token within " + Seconds.of(deadline.timeout()),
                Failure.of(provider),
                cause);
    }

    ProviderException interrupted(InterruptedException cause) {
        return new ProviderInterruptedException(
                "Interrupted while waiting for an access token of provider '" + provider + "'",
                Failure.of(provider),
                cause);
    }

    ProviderException closed(RuntimeException rejected) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "' was closed while it needed an access token",
                Failure.of(provider),
                rejected);
    }

    ProviderException expired(TokenGrant grant, Instant now) {
        return new ProviderUnavailableException(
                "Provider '" + provider + "': the token endpoint gave a token that has already expired (expires_at "
                        + grant.expiresAt() + ", server time " + grant.serverTime() + ", local time " + now
                        + "); check the clock of this machine",
                Failure.of(provider));
    }

    /** What happened, in a few words. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof ProviderException) {
            return String.valueOf(message);
        }
        String type = failure.getClass().getSimpleName();
        return message == null ? type : type + ": " + message;
    }
}
