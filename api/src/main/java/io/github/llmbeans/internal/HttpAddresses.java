package io.github.llmbeans.internal;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses of servers. A message says what is wrong but never quotes more than scheme, host, port and path of an address
 * that is otherwise well-formed: what stands in the place of an address by mistake may well be a key or a password.
 */
public final class HttpAddresses {
    private static final int HIGHEST_PORT = 65_535;

    private HttpAddresses() {}

    /** An absolute http or https address with a host, without user information, query or fragment. */
    public static URI parse(String name, String value) {
        String address = Checks.notBlank(name, value).strip();
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            // The exception quotes the value, and so it is not the cause.
            String where = e.getIndex() < 0 ? "" : " at index " + e.getIndex();
            throw new IllegalArgumentException(wanted(name) + ", was not well-formed" + where);
        }
        return check(name, uri);
    }

    /** The same of an address that is read already. */
    public static URI check(String name, URI value) {
        Checks.notNull(name, value);
        String fault = fault(value);
        if (fault != null) {
            throw new IllegalArgumentException(wanted(name) + ", " + fault);
        }
        return value;
    }

    private static @Nullable String fault(URI value) {
        String scheme = value.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            return "had neither http:// nor https:// at its start";
        }
        if (value.getRawUserInfo() != null) {
            return "had user information, which would be a secret";
        }
        if (value.getHost() == null) {
            return "had no valid host";
        }
        if (value.getPort() == 0 || value.getPort() > HIGHEST_PORT) {
            return "had a port that is not between 1 and " + HIGHEST_PORT;
        }
        String shown = scheme + "://" + value.getRawAuthority() + value.getRawPath();
        if (value.getRawQuery() != null) {
            return "had a query after " + shown;
        }
        return value.getRawFragment() == null ? null : "had a fragment after " + shown;
    }

    private static String wanted(String name) {
        return name + " must be an absolute http or https address without user information, query or fragment";
    }
}
