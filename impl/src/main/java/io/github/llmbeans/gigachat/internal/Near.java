package io.github.llmbeans.gigachat.internal;

/** What somebody may do on the caller's own thread, since it ends as soon as it is ended. */
interface Near<T> {
    /** Does it. */
    T call();

    /** Ends it; any thread. */
    void end();
}
