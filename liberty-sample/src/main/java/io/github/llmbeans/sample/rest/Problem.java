package io.github.llmbeans.sample.rest;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 writes it, {@code application/problem+json}.
 *
 * @param type what kind of problem it is, for programs: {@code urn:llmbeans:problem:} and a word, or
 *     {@code about:blank} where the HTTP status says all
 * @param title the kind in words, always the same for a type
 * @param status the HTTP status
 * @param detail what happened this time and what to do
 * @param instance an id that also stands in the server's log, left out if nothing was logged for this answer
 * @param provider the provider that failed, left out if none was asked
 * @param requestId the provider's id of the request, for its support, left out if there is none
 * @param parameter the parameter that the provider does not support, left out otherwise
 */
@JsonbPropertyOrder({"type", "title", "status", "detail", "instance", "provider", "requestId", "parameter"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable String provider,
        @Nullable String requestId,
        @Nullable String parameter) {

    /** The media type of all problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String PREFIX = "urn:llmbeans:problem:";

    /**
     * A problem without a provider.
     *
     * @param word the last word of the type
     * @param title the kind in words
     * @param status the HTTP status
     * @param detail what happened this time
     * @return the problem
     */
    static Problem of(String word, String title, int status, String detail) {
        return new Problem(PREFIX + word, title, status, detail, null, null, null, null);
    }

    /**
     * A problem of which the status says all.
     *
     * @param status the HTTP status
     * @param title its usual words
     * @param detail what to do
     * @return the problem
     */
    public static Problem blank(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, null, null, null, null);
    }

    Problem withInstance(String id) {
        return new Problem(type, title, status, detail, id, provider, requestId, parameter);
    }

    Problem withProvider(String name, @Nullable String id, @Nullable String refused) {
        return new Problem(type, title, status, detail, instance, name, id, refused);
    }

    Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
