package io.github.llmbeans.gigachat.internal;

/** The time that one thread has; when it is over, the thread is interrupted. */
interface TimeLimit extends AutoCloseable {
    /** Whether the time was over before the work was done. */
    boolean passed();

    /** The work is done: no interrupt comes any more, and one that came for this limit is cleared. */
    @Override
    void close();
}
