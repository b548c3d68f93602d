package io.github.llmbeans.gigachat.internal.rest;

import io.github.llmbeans.gigachat.internal.config.GigaChatSettings;
import io.github.llmbeans.gigachat.internal.config.Setting;
import io.github.llmbeans.gigachat.internal.config.SettingReader;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Applies the standard {@code <configKey>/mp-rest/*} keys, but for those of TLS, to a client that is built by hand. */
final class StandardKeys {
    private static final int HIGHEST_PORT = 65_535;
    private static final String HOST = "[\\p{L}\\p{N}._-]+|\\[[0-9A-Fa-f:.%]+]";

    private final GigaChatSettings settings;
    private final String configKey;
    private final URI address;

    StandardKeys(GigaChatSettings settings, String configKey, URI address) {
        this.settings = settings;
        this.configKey = configKey;
        this.address = address;
    }

    void apply(RestClientBuilder builder) {
        with("connectTimeout", (name, value) -> builder.connectTimeout(millis(name, value), TimeUnit.MILLISECONDS));
        with("readTimeout", (name, value) -> builder.readTimeout(millis(name, value), TimeUnit.MILLISECONDS));
        with("proxyAddress", (name, value) -> proxy(builder, name, value));
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

    private void proxy(RestClientBuilder builder, String name, String value) {
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
        if (settings.exposedBy(host, address)) {
            throw new IllegalArgumentException(
                    name + " must not lead " + address + " over another machine, since the key"
                            + " would travel in plain sight; use https, or set "
                            + settings.names().of(Setting.ALLOW_PLAIN_HTTP) + " to true");
        }
        builder.proxyAddress(host, port);
    }
}
