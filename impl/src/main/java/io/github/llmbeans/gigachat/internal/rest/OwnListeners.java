package io.github.llmbeans.gigachat.internal.rest;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * What a REST client is built with, so that {@link OwnSslContext} hears of it, after the listeners of the server. It is
 * announced here only, and not to everybody: RESTEasy keeps the listeners of a class loader for as long as there is that
 * loader, and a listener that an application's loader has itself would keep the application for ever. This loader goes
 * with its provider.
 */
final class OwnListeners extends ClassLoader {
    private static final String LISTENERS = "META-INF/services/" + RestClientListener.class.getName();

    OwnListeners(ClassLoader application) {
        super(application);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals(LISTENERS)) {
            return super.getResources(name);
        }
        List<URL> all = new ArrayList<>(Collections.list(super.getResources(name)));
        all.add(Objects.requireNonNull(OwnListeners.class.getResource("listener"), "listener"));
        return Collections.enumeration(all);
    }
}
