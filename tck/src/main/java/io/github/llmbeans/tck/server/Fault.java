package io.github.llmbeans.tck.server;

/** A way in which an answer goes wrong below HTTP. See {@link Reply#fault(Fault)}. */
public enum Fault {
    /** The connection is reset (TCP RST) before any byte of an answer. */
    CONNECTION_RESET,

    /** The connection is closed in order, before any byte of an answer. */
    EMPTY_RESPONSE,

    /** Bytes that are not HTTP, then the connection is closed. */
    GARBAGE,

    /**
     * Status, headers and a {@code Content-Length} for the whole body, then only its first half (rounded down), then the
     * connection is closed. Needs a body of at least one byte.
     */
    TRUNCATED_BODY
}
