package io.github.llmbeans.gigachat.internal.sse;

/**
 * How much of a stream is taken, in bytes; each bound may be reached, not passed. They also bound the memory: at most a
 * line, the data of an event, its type and an id are kept.
 *
 * @param line the longest line, comments too, without its line end and with a byte order mark; at least 1
 * @param event the most data of one event, with the line feeds that join its lines; at least 1
 * @param stream the longest stream, line ends and all; at least 1
 */
public record EventBounds(int line, int event, long stream) {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public EventBounds {
        check("line", line);
        check("event", event);
        check("stream", stream);
    }

    void checkLine(long bytes) throws EventStreamException {
        if (bytes > line) {
            throw EventStreamException.tooLong("A line of the event stream", line, bytes);
        }
    }

    void checkEvent(long bytes) throws EventStreamException {
        if (bytes > event) {
            throw EventStreamException.tooLong("The data of one event of the event stream", event, bytes);
        }
    }

    void checkStream(long bytes) throws EventStreamException {
        if (bytes > stream) {
            throw EventStreamException.tooLong("The event stream", stream, bytes);
        }
    }

    private static void check(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("The bound of the " + name + " must be at least 1 byte, was " + value);
        }
    }
}
