package io.github.llmbeans.gigachat.internal.config;

import io.github.llmbeans.gigachat.internal.error.SettingNames;
import java.net.URI;
import java.util.Locale;

/** Which addresses a key may be sent to: https anywhere, plain http on this machine only unless switched on. */
final class Addresses {
    private static final System.Logger LOG = System.getLogger(Addresses.class.getName());

    private Addresses() {}

    static URI checked(String setting, URI address, boolean plainHttpAllowed, SettingNames names) {
        if ("http".equalsIgnoreCase(address.getScheme()) && !loopback(address.getHost())) {
            if (!plainHttpAllowed) {
                throw new IllegalArgumentException(setting
                        + " must use https, since the key would travel in plain sight, was " + address
                        + "; plain http is for this machine only, or set " + names.of(Setting.ALLOW_PLAIN_HTTP)
                        + " to true");
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is {1}: the key and the tokens travel unencrypted",
                    setting,
                    address);
        }
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : address;
    }

    static boolean loopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
