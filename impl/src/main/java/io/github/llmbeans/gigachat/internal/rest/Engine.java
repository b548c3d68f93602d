package io.github.llmbeans.gigachat.internal.rest;

import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * Who is behind MicroProfile Rest Client. What they do differently is in classes of its own, which say so: the table of
 * them is in the README of the provider.
 */
public enum Engine {
    /** Open Liberty, WildFly, plain Java. */
    RESTEASY("org.jboss.resteasy."),
    /** Payara, GlassFish, Helidon, plain Java. Over {@link java.net.HttpURLConnection}, unless told otherwise. */
    JERSEY("org.glassfish.jersey."),
    /**
     * TomEE, plain Java. Over the JDK's HTTP client; in older versions, and for a client with an SSL context of its own, over
     * {@link java.net.HttpURLConnection}.
     */
    CXF("org.apache.cxf."),
    /** Quarkus. Over Vert.x. */
    QUARKUS("io.quarkus.rest.client."),
    /** Nobody that we know. */
    OTHER("");

    private final String packages;

    Engine(String packages) {
        this.packages = packages;
    }

    /** Since when the JDK's HTTP client can be shut down. */
    private static final int SHUTS_DOWN = 21;

    static Engine of(RestClientBuilder builder) {
        String name = builder.getClass().getName();
        for (Engine engine : values()) {
            if (name.startsWith(engine.packages)) {
                return engine;
            }
        }
        return OTHER;
    }

    /**
     * Whether closing a client ends what it is doing, also while a thread is blocked in it. With the others a caller leaves
     * the thread behind that talks to the server, and that thread closes the connection as soon as it gets back.
     */
    public boolean endsExchanges() {
        return this == RESTEASY || this == QUARKUS;
    }

    /**
     * Whether a caller may speak to the server itself. Quarkus's client lets nobody wait on a thread of Vert.x, and which
     * thread its caller has is not the provider's choice.
     */
    public boolean worksOnCallersThread() {
        return this == RESTEASY;
    }

    /**
     * Whether a server may put its own SSL context in place of ours, see {@link OwnSslContext}. TomEE does not; its listeners
     * find the application by its very class loader, so none of ours may stand before it. Quarkus takes no context at all.
     */
    boolean mayMeetOtherTls() {
        return this != CXF && this != QUARKUS;
    }

    /** Whether a client takes an SSL context and somebody who verifies host names. Quarkus's takes stores only. */
    boolean takesSslContext() {
        return this != QUARKUS;
    }

    /**
     * Whether a client that is closed while it is at work takes along only the thread that looks after its connection, and
     * leaves the connection open. CXF does that to the JDK's HTTP client before Java 21; not closed, that client closes the
     * connection when its body is closed or its time is over, and goes itself with the next garbage collection.
     */
    boolean losesConnections() {
        return this == CXF && Runtime.version().feature() < SHUTS_DOWN;
    }
}
