package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.Tls;
import io.github.llmbeans.gigachat.internal.config.TlsFiles;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The client of the token endpoint; another one, with connections of its own, when its certificates have changed. Thread-safe. */
final class OAuthClients implements AutoCloseable {
    private final TlsFiles files;
    private final Function<Tls, OAuthClient> factory;
    private @Nullable Tls madeFor;
    private @Nullable OAuthClient client;
    private boolean closed;

    OAuthClients(TlsFiles files, Function<Tls, OAuthClient> factory) {
        this.files = files;
        this.factory = factory;
    }

    /** The one to use now. */
    synchronized OAuthClient current() throws IOException {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        Tls now = files.current();
        OAuthClient known = client;
        if (known != null && now == madeFor) {
            return known;
        }
        OAuthClient made = factory.apply(now);
        client = made;
        madeFor = now;
        if (known != null) {
            known.close();
        }
        return made;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (client != null) {
            client.close();
        }
    }
}
