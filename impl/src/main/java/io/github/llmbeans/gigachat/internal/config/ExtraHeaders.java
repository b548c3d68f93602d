package io.github.llmbeans.gigachat.internal.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code Name: value, Other: value}, headers that are added to every request to the API. */
final class ExtraHeaders {
    private static final Set<String> OURS = Set.of(
            "authorization",
            "rquid",
            "user-agent",
            "host",
            "connection",
            "content-type",
            "content-length",
            "transfer-encoding",
            "accept");

    private ExtraHeaders() {}

    static Map<String, String> parse(@Nullable String text, String setting) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (text == null || text.isBlank()) {
            return headers;
        }
        int number = 0;
        for (String header : text.split(",", -1)) {
            number++;
            int colon = header.indexOf(':');
            String name = colon < 0 ? "" : header.substring(0, colon).strip();
            String value = header.substring(colon + 1).strip();
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+") || !value.matches("[\\x20-\\x7e]+")) {
                throw new IllegalArgumentException(
                        setting + " must be a list such as \"X-Team: sales, X-Stage: test\" in printable ASCII;"
                                + " header number " + number + " is not (values are not shown)");
            }
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(setting + " must not set " + name + ", which the provider sets");
            }
            if (headers.put(name, value) != null) {
                throw new IllegalArgumentException(setting + " must not set " + name + " twice");
            }
        }
        return Collections.unmodifiableMap(headers);
    }
}
