package io.github.llmbeans.tck.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files that come with the kit and the contract; a second one of the same name would take the place of the first. */
public final class Resources {
    private Resources() {}

    /**
     * Reads a file.
     *
     * @throws IllegalStateException if it is not there, or there more than once
     */
    public static byte[] only(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + " beside " + owner.getName());
            }
            ClassLoader loader = owner.getClassLoader();
            if (loader != null) {
                Set<URL> places = new LinkedHashSet<>(Collections.list(loader.getResources(name.substring(1))));
                if (places.size() > 1) {
                    throw new IllegalStateException(name + " must be there once, was at " + places);
                }
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /** Whether a class of an optional library can be loaded. */
    public static boolean present(String type) {
        try {
            Class.forName(type, false, Resources.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
