package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Applies the standard {@code <configKey>/mp-rest/*} keys to a client that is built by hand. */
final class StandardKeys {
    private static final int HIGHEST_PORT = 65_535;
    private static final String HOST = "[\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.%]+]";

    private final GigaChatSettings settings;
    private final String configKey;

    StandardKeys(GigaChatSettings settings, String configKey) {
        this.settings = settings;
        this.configKey = configKey;
    }

    void apply(RestClientBuilder builder) {
        with("connectTimeout", (name, value) -> builder.connectTimeout(millis(name, value), TimeUnit.MILLISECONDS));
        with("readTimeout", (name, value) -> builder.readTimeout(millis(name, value), TimeUnit.MILLISECONDS));
        with("proxyAddress", (name, value) -> proxy(builder, name, value));
        with("trustStore", (name, value) -> builder.trustStore(trustStore(name, value)));
    }

    private void with(String key, BiConsumer<String, String> action) {
        String value = settings.mpRest(configKey, key);
        if (value != null) {
            action.accept(Setting.mpRest(configKey, key), value.strip());
        }
    }

    private static long millis(String name, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    name + " must be a number of milliseconds between 0 and 999999999, was \""
                            + SettingReader.shown(value) + "\"");
        }
        return Long.parseLong(value);
    }

    private static void proxy(RestClientBuilder builder, String name, String value) {
        int colon = value.lastIndexOf(':');
        String digits = value.substring(colon + 1);
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        String host = value.substring(0, Math.max(0, colon));
        if (!host.matches(HOST) || port < 1 || port > HIGHEST_PORT) {
            // Whoever puts a name and a password before the host must not find them in a log.
            String seen = SettingReader.shown(value.substring(value.lastIndexOf('@') + 1));
            throw new IllegalArgumentException(name + " must be host:port with a port between 1 and 65535 and without"
                    + " user information, was \"" + seen + "\"");
        }
        builder.proxyAddress(host, port);
    }

    private KeyStore trustStore(String name, String value) {
        @Nullable String password = settings.mpRest(configKey, "trustStorePassword");
        @Nullable String type = settings.mpRest(configKey, "trustStoreType");
        try (InputStream in = open(value)) {
            KeyStore store = KeyStore.getInstance(type == null ? KeyStore.getDefaultType() : type);
            store.load(in, password == null ? null : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    name + " must name a trust store that can be read with its password and type, was \"" + value
                            + "\": " + e.getClass().getSimpleName(),
                    e);
        }
    }

    private static InputStream open(String location) throws IOException {
        if (location.startsWith("classpath:")) {
            String resource = location.substring("classpath:".length()).replaceFirst("^/", "");
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            InputStream in = loader == null ? null : loader.getResourceAsStream(resource);
            if (in == null) {
                throw new IOException("no such resource");
            }
            return in;
        }
        return Files.newInputStream(location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location));
    }
}
