package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.Tls;
import io.github.llmbeans.gigachat.internal.config.TlsFiles;
import java.io.IOException;
import java.util.function.Function;

/** The client of the token endpoint; another one, with connections of its own, when its certificates have changed. Thread-safe. */
final class OAuthClients implements AutoCloseable {
    private final TlsFiles files;
    private final Function<Tls, OAuthClient> factory;
    private Tls madeFor;
    private OAuthClient client;
    private boolean closed;

    OAuthClients(TlsFiles files, Function<Tls, OAuthClient> factory) {
        this.files = files;
        this.factory = factory;
        // At once, so that a wrong setting of the client is told at the start.
        this.madeFor = files.current();
        this.client = factory.apply(madeFor);
    }

    /** The one to use now. */
    synchronized OAuthClient current() throws IOException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Tls now = files.current();
        if (now != madeFor) {
            OAuthClient old = client;
            client = factory.apply(now);
            madeFor = now;
            old.close();
        }
        return client;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        client.close();
    }
}
