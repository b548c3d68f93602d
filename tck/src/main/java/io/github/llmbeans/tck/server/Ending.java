package io.github.llmbeans.tck.server;

/** How the answer to a request came to its end. See {@link RecordedRequest#ending()}. */
public enum Ending {
    /** All of the answer was handed to the network, or its last bytes are about to be. */
    SENT,

    /** The client closed or reset the connection first. */
    HUNG_UP,

    /** The answer was broken off on purpose: a {@link Fault}, or a body that ends by a cut or a reset. */
    BROKEN_OFF,

    /** The server was closed first. */
    SERVER_CLOSED
}
