package io.github.llmbeans.gigachat.internal.sse;

import java.io.IOException;
import java.util.Locale;

/** The server sent what is no event stream or too much of it. The message tells bounds and places, never content. */
public final class EventStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean tooLong;

    private EventStreamException(String message, boolean tooLong) {
        super(message);
        this.tooLong = tooLong;
    }

    /** Whether a bound was passed; otherwise bytes were no text. */
    public boolean tooLong() {
        return tooLong;
    }

    static EventStreamException tooLong(String what, long bound, long seen) {
        return new EventStreamException(
                what + " is longer than the bound of " + bound + " bytes: at least " + seen + " bytes", true);
    }

    static EventStreamException notUtf8(long offset, byte seen) {
        return new EventStreamException(
                String.format(
                        Locale.ROOT,
                        "The event stream is not UTF-8: what begins at byte %d with 0x%02X is no character",
                        offset,
                        seen & 0xFF),
                false);
    }
}
