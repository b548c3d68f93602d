package io.github.llmbeans.tck.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as it came in over the wire. Immutable. Its {@link #toString()} tells the number, the method and the path
 * only: headers and bodies hold secrets.
 */
public final class RecordedRequest {

    private final int number;
    private final Instant instant;
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    RecordedRequest(int number, Instant instant, RequestLine line, Map<String, List<String>> headers, byte[] body) {
        this.number = number;
        this.instant = instant;
        this.method = line.method();
        this.path = line.path();
        this.query = line.query();
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        this.headers = Collections.unmodifiableMap(copy);
        this.body = body.clone();
    }

    /**
     * Its place among all requests of this server, starting with 1; {@link FakeServer#clearRequests()} does not start
     * again.
     *
     * @return 1 or more
     */
    public int number() {
        return number;
    }

    /**
     * When it arrived, by the server's clock.
     *
     * @return the moment
     */
    public Instant instant() {
        return instant;
    }

    /**
     * The method in capitals, for instance {@code POST}.
     *
     * @return the method
     */
    public String method() {
        return method;
    }

    /**
     * The path as sent, still percent-encoded, without the query.
     *
     * @return the path, starting with a slash
     */
    public String path() {
        return path;
    }

    /**
     * The query as sent, still percent-encoded.
     *
     * @return what follows the question mark, or an empty string
     */
    public String query() {
        return query;
    }

    /**
     * Looks a header up by name, in any case.
     *
     * @param name the name of the header
     * @return its first value, or empty if the header was not sent
     */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /**
     * Looks all values of a header up by name, in any case.
     *
     * @param name the name of the header
     * @return its values in the order they were sent; empty if it was not sent
     */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * The names of the headers that were sent.
     *
     * @return an unmodifiable set whose {@code contains} ignores case
     */
    public Set<String> headerNames() {
        return headers.keySet();
    }

    /**
     * The body as sent.
     *
     * @return a copy, empty if there was no body
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The body read as UTF-8, whatever charset its type names.
     *
     * @return the text, empty if there was no body
     */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Number, method and path. */
    @Override
    public String toString() {
        return "#" + number + " " + method + " " + path;
    }
}
