package io.github.llmbeans.gigachat.internal.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trust store or a key store that the standard keys {@code <name>}, {@code <name>Password} and {@code <name>Type} name. */
final class StoreFile {
    static final String TRUST = "trustStore";

    private static final String CLASS_PATH = "classpath:";
    private static final String PASSWORD = "Password";
    private static final String TYPE = "Type";

    private final String key;
    private final String kind;
    private final String location;
    private final @Nullable String password;
    private final @Nullable String type;

    private StoreFile(GigaChatSettings settings, String configKey, String name, String kind, String location) {
        this.key = Setting.mpRest(configKey, name);
        this.kind = kind;
        this.location = location.strip();
        this.password = settings.mpRest(configKey, name + PASSWORD);
        this.type = settings.mpRest(configKey, name + TYPE);
    }

    /**
     * The trust store of a client, or {@code null} if it has none.
     *
     * @throws IllegalArgumentException if only its password or its type is set
     */
    static @Nullable StoreFile trust(GigaChatSettings settings, String configKey) {
        return of(settings, configKey, TRUST, "a trust store");
    }

    /** The same for its key store. */
    static @Nullable StoreFile keys(GigaChatSettings settings, String configKey) {
        return of(settings, configKey, "keyStore", "a key store");
    }

    private static @Nullable StoreFile of(GigaChatSettings settings, String configKey, String name, String kind) {
        String location = settings.mpRest(configKey, name);
        if (location != null) {
            return new StoreFile(settings, configKey, name, kind, location);
        }
        for (String more : List.of(name + PASSWORD, name + TYPE)) {
            if (settings.mpRest(configKey, more) != null) {
                throw new IllegalArgumentException(Setting.mpRest(configKey, more) + " is set without "
                        + Setting.mpRest(configKey, name) + ": set both or none");
            }
        }
        return null;
    }

    /** The standard key that names it. */
    String key() {
        return key;
    }

    /** What it is locked with; empty if there is none. */
    char[] password() {
        return password == null ? new char[0] : password.toCharArray();
    }

    /** Its file, or {@code null} if it lies on the class path or is no path at all. */
    @Nullable
    Path file() {
        try {
            return location.startsWith(CLASS_PATH) ? null : path();
        } catch (IllegalArgumentException noPath) {
            return null;
        }
    }

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if that cannot be done; the message names the key and the place, not the password
     */
    KeyStore load(@Nullable ClassLoader loader) {
        try (InputStream in = open(loader)) {
            KeyStore store = KeyStore.getInstance(type == null ? KeyStore.getDefaultType() : type.strip());
            store.load(in, password == null ? null : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw fault(
                    "that can be read with its password and type", e.getClass().getSimpleName(), e);
        }
    }

    IllegalArgumentException fault(String wanted, String what, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                key + " must name " + kind + " " + wanted + ", was \"" + location + "\": " + what, cause);
    }

    private InputStream open(@Nullable ClassLoader loader) throws IOException {
        if (!location.startsWith(CLASS_PATH)) {
            return Files.newInputStream(path());
        }
        String resource = location.substring(CLASS_PATH.length()).replaceFirst("^/", "");
        InputStream in = loader == null ? null : loader.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("no such resource");
        }
        return in;
    }

    private Path path() {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }
}
