package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.ChatRequest;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * The ids that one call brings along, as headers (GigaChat REST reference §7); those it does not bring are not sent.
 *
 * <p>They are put on the request by {@link BearerAndRqUidFilter}, and are no parameters of {@link CompletionsClient}: RESTEasy
 * reads the annotations of a method's parameters anew for each call, which costs more than all headers together.
 */
record CallIds(
        @Nullable String requestId,
        @Nullable String sessionId,
        @Nullable String clientId) {
    static final CallIds NONE = new CallIds(null, null, null);

    static CallIds of(ChatRequest request) {
        return request.requestId() == null && request.sessionId() == null && request.clientId() == null
                ? NONE
                : new CallIds(request.requestId(), request.sessionId(), request.clientId());
    }

    void putOn(MultivaluedMap<String, Object> headers) {
        put(headers, "X-Request-ID", requestId);
        put(headers, "X-Session-ID", sessionId);
        put(headers, "X-Client-ID", clientId);
    }

    private static void put(MultivaluedMap<String, Object> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.putSingle(name, value);
        }
    }
}
