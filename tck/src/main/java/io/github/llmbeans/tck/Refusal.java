package io.github.llmbeans.tck;

import java.util.Objects;

/**
 * An error that the server answers with, before a {@link Dialect} puts it on the wire. Immutable.
 *
 * @param endpoint what had been asked for
 * @param status the HTTP status, 400 to 599
 * @param message the server's words for it
 * @param requestId the server's id of the request
 */
public record Refusal(Endpoint endpoint, int status, String message, String requestId) {

    /** Checks. */
    public Refusal {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(requestId, "requestId");
    }
}
