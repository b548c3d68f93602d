package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;

/** Puts the authorization key, a fresh RqUID and the User-Agent on each token request. Thread-safe. */
final class BasicAndRqUidFilter implements ClientRequestFilter {
    private final Supplier<String> credentials;

    BasicAndRqUidFilter(Supplier<String> credentials) {
        this.credentials = credentials;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Basic " + credentials.get());
        request.getHeaders().putSingle(BearerAndRqUidFilter.RQ_UID, RequestIds.next());
        request.getHeaders().putSingle(HttpHeaders.USER_AGENT, UserAgent.VALUE);
    }
}
