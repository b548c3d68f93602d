package io.github.llmbeans.gigachat.internal.rest;

import java.util.function.BooleanSupplier;

/** What becomes of a connection when the stream on it has ended. */
public interface StreamEnd {
    /**
     * Reads what follows the answer, but only for a short time: a server may leave the body open.
     *
     * @param rest reads on; whether the body has ended
     * @return whether the body has ended in time
     */
    boolean drained(BooleanSupplier rest);

    /** Told once, by any thread: whether the connection is still good. */
    void ended(boolean whole);
}
