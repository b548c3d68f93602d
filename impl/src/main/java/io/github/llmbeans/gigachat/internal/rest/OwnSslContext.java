package io.github.llmbeans.gigachat.internal.rest;

import javax.net.ssl.SSLContext;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Keeps the SSL context that a REST client of ours was given. Where Open Liberty's transport security is switched on, a
 * listener of the server puts the server's own context in its place, whatever was set; this one comes after it, since it
 * is the application's, and puts ours back. Without it neither a bundle nor a client certificate has any effect there.
 */
public final class OwnSslContext implements RestClientListener {
    /** Under which a builder holds the context of its client. */
    static final String PROPERTY = "io.github.llmbeans.gigachat.ssl-context";

    /** Called by the engine. */
    public OwnSslContext() {}

    @Override
    public void onNewClient(Class<?> type, RestClientBuilder builder) {
        if (builder.getConfiguration().getProperty(PROPERTY) instanceof SSLContext own) {
            builder.sslContext(own);
        }
    }
}
