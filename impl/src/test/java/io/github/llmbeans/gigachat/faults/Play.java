package io.github.llmbeans.gigachat.faults;

import java.io.IOException;

/** How one request is answered, byte by byte. */
@FunctionalInterface
interface Play {
    /**
     * Answers.
     *
     * @throws IOException if the client has gone, or to have the connection closed
     */
    void on(Link link) throws IOException;
}
