package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/**
 * Gives each exchange a connection of its own, and never a second one: those of CXF, and the token requests of Jersey.
 *
 * <p>{@link java.net.HttpURLConnection} sends a POST again, by itself and over a new connection, when the connection is lost
 * before the answer: GigaChat may have been paid for the first. Under TLS it asks {@link OpenSockets} for that connection and
 * is refused. A first connection can be told from such a second one only if none is left from the exchange before, so each is
 * closed with its exchange, here if the server has not done as it was told; the next one resumes its TLS session.
 */
final class OneConnection implements ClientRequestFilter {
    private final BodyGuard guard;

    OneConnection(BodyGuard guard) {
        this.guard = guard;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle("Connection", "close");
        guard.oneConnection();
    }
}
