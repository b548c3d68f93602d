package io.github.llmbeans.gigachat.internal.rest;

import java.io.Closeable;

/** A REST client with one connection, which serves one exchange at a time. Closing it ends the exchange. */
public interface Line extends Closeable {
    /** Whether its connection was made with the certificates and keys of now. */
    boolean current();

    /** Whether the connection has been read to the end of each answer, so that another exchange may follow. */
    boolean reusable();

    /** Whether its connection is open, as far as the last answer tells. */
    boolean connected();
}
