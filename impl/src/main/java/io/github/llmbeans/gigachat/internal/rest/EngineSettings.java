package io.github.llmbeans.gigachat.internal.rest;

import jakarta.ws.rs.ext.MessageBodyWriter;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** What one engine needs to be told, and the others would pass over. */
final class EngineSettings {
    private static final System.Logger LOG = System.getLogger(EngineSettings.class.getName());

    private EngineSettings() {}

    static void apply(
            Engine engine,
            RestClientBuilder builder,
            int connections,
            MessageBodyWriter<Record> json,
            BodyGuard guard) {
        switch (engine) {
            case JERSEY -> JerseyRequests.register(builder, json, guard);
            case CXF -> ownClient(builder);
            default -> pool(builder, connections);
        }
    }

    /**
     * Sizes the connection pool. RESTEasy keeps at most 50 connections unless told otherwise and queues the rest where no
     * deadline rules; Jersey and CXF have no such bound.
     */
    private static void pool(RestClientBuilder builder, int connections) {
        property(builder, "resteasy.connectionPoolSize", connections);
    }

    /**
     * CXF shares the JDK's HTTP client, and so its idle connections, with everybody who has the same settings. One of its
     * own goes with its line, and the connections with it.
     */
    private static void ownClient(RestClientBuilder builder) {
        property(builder, "share.httpclient.http.conduit", false);
    }

    private static void property(RestClientBuilder builder, String name, Object value) {
        try {
            builder.property(name, value);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This REST client engine does not take {0}; its own value stays: {1}",
                    name,
                    e.getClass().getName());
        }
    }
}
