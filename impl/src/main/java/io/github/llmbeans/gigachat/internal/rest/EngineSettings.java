package io.github.llmbeans.gigachat.internal.rest;

import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** What one engine needs and the others pass over. */
final class EngineSettings {
    private static final System.Logger LOG = System.getLogger(EngineSettings.class.getName());

    private EngineSettings() {}

    /**
     * Sizes the connection pool. RESTEasy (Open Liberty, WildFly) keeps at most 50 connections unless told otherwise
     * and queues the rest where no deadline rules; Jersey and CXF have no such bound.
     */
    static void connections(RestClientBuilder builder, int max) {
        try {
            builder.property("resteasy.connectionPoolSize", max);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "This REST client engine has no connectionPoolSize; its own bound stays: {0}",
                    e.getClass().getName());
        }
    }
}
