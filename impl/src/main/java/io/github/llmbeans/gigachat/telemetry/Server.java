package io.github.llmbeans.gigachat.telemetry;

import java.net.URI;
import java.util.Locale;

/** Where the model is asked. */
record Server(String address, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static Server of(URI url) {
        String host = url.getHost();
        if (host == null) {
            throw new IllegalArgumentException("server must be an address with a host, was \"" + url + "\"");
        }
        int usual = "http".equals(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT)) ? HTTP : HTTPS;
        return new Server(host, url.getPort() < 0 ? usual : url.getPort());
    }
}
