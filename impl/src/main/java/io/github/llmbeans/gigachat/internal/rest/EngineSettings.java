package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.TlsMaterial;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

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
            case QUARKUS -> {} // A line makes one connection, and a client of Quarkus may have more.
            default -> pool(builder, connections);
        }
    }

    /**
     * Says what a client makes its connections with. Where they may be those of {@link java.net.HttpURLConnection} it is a
     * context that lets us close them: always with Jersey, and with CXF if the provider has a context of its own, which that
     * does not use its other HTTP client with.
     *
     * @param own of the provider
     */
    static void tls(Engine engine, RestClientBuilder builder, TlsMaterial own, BodyGuard guard) {
        if (!engine.takesSslContext()) {
            own.stores().apply(builder::trustStore, builder::keyStore);
            return;
        }
        SSLContext context = context(engine, own.context(), guard);
        if (context == null) {
            return;
        }
        builder.sslContext(context).property(OwnSslContext.PROPERTY, context);
        if (engine == Engine.CXF) {
            oneConnection(builder, guard);
        }
    }

    /**
     * What a request for a token needs besides. Jersey sends its form in a way that lets the JDK send it again; requests with
     * JSON are safe from that, see {@link JerseyRequests}.
     */
    static void token(Engine engine, RestClientBuilder builder, BodyGuard guard) {
        if (engine == Engine.JERSEY) {
            oneConnection(builder, guard);
        }
    }

    private static void oneConnection(RestClientBuilder builder, BodyGuard guard) {
        builder.register(new OneConnection(guard), Priorities.AUTHENTICATION);
    }

    private static @Nullable SSLContext context(Engine engine, @Nullable SSLContext own, BodyGuard guard) {
        return switch (engine) {
            case JERSEY -> guard.watching(own == null ? usualContext() : own);
            case CXF -> own == null ? null : guard.watching(own);
            default -> own;
        };
    }

    private static SSLContext usualContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The SSL context of the JVM cannot be made: " + e.getMessage(), e);
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
