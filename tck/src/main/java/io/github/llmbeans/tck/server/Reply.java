package io.github.llmbeans.tck.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the {@link FakeServer} sends back. Immutable: each method returns a new reply, so one reply can be kept and sent
 * any number of times.
 *
 * <p>A reply starts from {@link #of(int)}, {@link #json(int, String)}, {@link #text(int, String)},
 * {@link #html(int, String)} or {@link #broken(Fault)}. Unless {@link #dribble(int, Duration)} or
 * {@link #body(BodySteps)} is asked for, the body goes out at once, with its {@code Content-Length}.
 */
public final class Reply {

    private final int status;
    private final HeaderList headers;
    private final byte[] body;
    private final Sending sending;

    private Reply(int status, HeaderList headers, byte[] body, Sending sending) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sending = sending;
    }

    /**
     * A reply without a body and without any header of its own.
     *
     * @param status the HTTP status, 200 to 599
     * @return the reply
     * @throws IllegalArgumentException if the status is out of range
     */
    public static Reply of(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status must be 200 to 599, was " + status);
        }
        return new Reply(status, HeaderList.EMPTY, new byte[0], Sending.PLAIN);
    }

    /**
     * A reply of type {@code application/json; charset=utf-8}. The text is not checked: it may be broken on purpose.
     *
     * @param status the HTTP status, 200 to 599
     * @param text the body, sent as UTF-8
     * @return the reply
     */
    public static Reply json(int status, String text) {
        return of(status)
                .header("Content-Type", "application/json; charset=utf-8")
                .body(text);
    }

    /**
     * A reply of type {@code text/plain; charset=utf-8}.
     *
     * @param status the HTTP status, 200 to 599
     * @param text the body, sent as UTF-8
     * @return the reply
     */
    public static Reply text(int status, String text) {
        return of(status).header("Content-Type", "text/plain; charset=utf-8").body(text);
    }

    /**
     * A reply of type {@code text/html}, as a gateway sends it.
     *
     * @param status the HTTP status, 200 to 599
     * @param text the body, sent as UTF-8
     * @return the reply
     */
    public static Reply html(int status, String text) {
        return of(status).header("Content-Type", "text/html").body(text);
    }

    /**
     * A reply that is nothing but a fault.
     *
     * @param fault the fault; {@link Fault#TRUNCATED_BODY} needs a body, see {@link #fault(Fault)}
     * @return the reply
     */
    public static Reply broken(Fault fault) {
        return of(200).fault(fault);
    }

    /**
     * Sets a header, in place of all earlier values under this name in any case.
     *
     * @param name the name, not empty
     * @param value the value
     * @return the changed reply
     */
    public Reply header(String name, String value) {
        return withHeaders(headers.without(name).plus(name, value));
    }

    /**
     * Adds one more value of a header, after those it has.
     *
     * @param name the name, not empty
     * @param value the value
     * @return the changed reply
     */
    public Reply addHeader(String name, String value) {
        return withHeaders(headers.plus(name, value));
    }

    /**
     * Takes a header away.
     *
     * @param name the name, in any case
     * @return the changed reply
     */
    public Reply withoutHeader(String name) {
        return withHeaders(headers.without(name));
    }

    /**
     * Takes the content type away: none is sent.
     *
     * @return the changed reply
     */
    public Reply withoutContentType() {
        return withoutHeader("Content-Type");
    }

    /**
     * Sets the body.
     *
     * @param bytes the body; copied
     * @return the changed reply
     */
    public Reply body(byte[] bytes) {
        return new Reply(status, headers, bytes.clone(), sending.withoutSteps());
    }

    /**
     * Sets the body.
     *
     * @param text the body, sent as UTF-8
     * @return the changed reply
     */
    public Reply body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sets a body that is played step by step, with chunked transfer encoding unless the reply has a {@code Content-Length}.
     *
     * @param value the steps; {@link #body()} is their bytes from now on, and setting another body drops them
     * @return the changed reply
     */
    public Reply body(BodySteps value) {
        return new Reply(status, headers, value.bytes(), sending.playing(value));
    }

    /**
     * Tells when this reply has ended, after those told before. Called once for each time it is sent, on a thread of the
     * server; it must not block. It comes just before the client can see the end:
     * before the last bytes are handed to the network, or the connection is broken off.
     *
     * @param told gets how it ended
     * @return the changed reply
     */
    public Reply whenEnded(Consumer<Ending> told) {
        return sent(sending.telling(told));
    }

    /**
     * Sends nothing, not even the status, before this time is over. Closing the server ends the wait, and so does a client
     * that hangs up.
     *
     * @param wait how long, zero (the default) or more
     * @return the changed reply
     */
    public Reply after(Duration wait) {
        return sent(sending.after(wait));
    }

    /**
     * Sends the body in pieces of equal size, each after an equal pause, with chunked transfer encoding. Status and
     * headers go with the first piece.
     *
     * @param chunks how many pieces, 1 or more
     * @param total all pauses together, zero or more
     * @return the changed reply
     */
    public Reply dribble(int chunks, Duration total) {
        return sent(sending.dribbling(new Dribble(chunks, total)));
    }

    /**
     * Breaks the answer.
     *
     * @param kind how; {@link Fault#TRUNCATED_BODY} uses this reply's status, headers and body, the others send none of
     *     them
     * @return the changed reply
     */
    public Reply fault(Fault kind) {
        return sent(sending.broken(kind));
    }

    /**
     * The HTTP status.
     *
     * @return 200 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Looks a header of this reply up by name, in any case.
     *
     * @param name the name
     * @return its first value, or empty
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /**
     * Whether another reply says the same.
     *
     * @param other the other one
     * @return {@code true} if status, headers and body are equal, however they are sent
     */
    public boolean looksLike(Reply other) {
        return status == other.status && headers.equals(other.headers) && Arrays.equals(body, other.body);
    }

    /**
     * The body.
     *
     * @return a copy
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * How long nothing is sent.
     *
     * @return zero or more
     */
    public Duration delay() {
        return sending.delay();
    }

    HeaderList headers() {
        return headers;
    }

    Sending sending() {
        return sending;
    }

    private Reply sent(Sending changed) {
        return new Reply(status, headers, body, changed);
    }

    private Reply withHeaders(HeaderList changed) {
        return new Reply(status, changed, body, sending);
    }
}
