package io.github.llmbeans.tck.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request as it came in over the wire, and what became of its answer. Thread-safe; only {@link #ending()},
 * {@link #hungUp()} and {@link #bytesSent()} change, while the answer is under way. Its {@link #toString()} tells the number, the method and the path
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

    private final Exchange exchange;

    RecordedRequest(
            int number,
            Instant instant,
            RequestLine line,
            Map<String, List<String>> headers,
            byte[] body,
            Exchange exchange) {
        this.exchange = exchange;
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

    /**
     * How the answer ended.
     *
     * @return empty while the answer is under way
     */
    public Optional<Ending> ending() {
        return exchange.ending();
    }

    /**
     * Whether the client closed or reset the connection before the answer had ended, also while nothing was being sent. A
     * client that ends its own half of the connection counts as one that hung up.
     *
     * @return {@code true} from that moment on
     */
    public boolean hungUp() {
        return exchange.hungUp();
    }

    /**
     * How many bytes of a body in steps have been handed to the network so far, without the framing of HTTP.
     *
     * @return 0 or more; 0 for a body that is sent at once
     */
    public long bytesSent() {
        return exchange.sent();
    }

    /**
     * Waits until the client hangs up.
     *
     * @param limit how long to wait at most
     * @throws AssertionError if the answer ends otherwise, the time is over first, or the waiting thread is interrupted (its
     *     flag stays set)
     */
    public void awaitHangUp(Duration limit) {
        Durations.requireNotNegative(limit, "limit");
        try {
            if (exchange.awaitLeft(limit)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the client of " + this + " hung up", e);
        }
        throw new AssertionError("expected the client of " + this + " to hang up within " + limit.toMillis()
                + " ms, its answer " + ending().map(e -> "ended: " + e).orElse("is still under way"));
    }

    /**
     * Waits until the answer has ended.
     *
     * @param limit how long to wait at most
     * @return how it ended
     * @throws AssertionError if the time is over first, or the waiting thread is interrupted (its flag stays set)
     */
    public Ending awaitEnding(Duration limit) {
        Durations.requireNotNegative(limit, "limit");
        try {
            return exchange.awaitEnding(limit)
                    .orElseThrow(() -> new AssertionError("expected the answer to " + this + " to end within "
                            + limit.toMillis() + " ms, it is still under way after " + bytesSent() + " bytes"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted before the answer to " + this + " ended", e);
        }
    }

    /** Number, method and path. */
    @Override
    public String toString() {
        return "#" + number + " " + method + " " + path;
    }
}
