package io.github.llmbeans.gigachat.internal;

/** Closes what nobody waits for any more. */
final class Quietly {
    private Quietly() {}

    static void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            // Nobody waits for it any more.
        }
    }
}
