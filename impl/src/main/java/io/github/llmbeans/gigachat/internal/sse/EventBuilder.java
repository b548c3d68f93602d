package io.github.llmbeans.gigachat.internal.sse;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Puts an event together from its lines. */
final class EventBuilder {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);

    private final EventBounds bounds;
    private String event = "";
    private @Nullable String id;
    private long dataBytes;
    private boolean begun;

    /** The data, as long as it is one line, which it nearly always is. */
    private @Nullable String data;

    /** All lines of the data, from the second one on. */
    private @Nullable StringBuilder lines;

    EventBuilder(EventBounds bounds) {
        this.bounds = bounds;
    }

    /** Whether something of an event has come since the last blank line. */
    boolean begun() {
        return begun;
    }

    /** Takes a line that is not blank. What counts for nothing is still checked to be UTF-8. */
    void add(Line line) throws EventStreamException, EOFException {
        int colon = line.find(':');
        int value = line.has(colon + 1, ' ') ? colon + 2 : Math.min(colon + 1, line.length());
        begun |= colon > 0;
        if (line.startIs(colon, DATA)) {
            addData(line, value);
        } else if (line.startIs(colon, EVENT)) {
            event = line.text(value);
        } else if (line.startIs(colon, ID)) {
            setId(line.text(value));
        } else {
            line.text(0);
        }
    }

    /** The event, or {@code null} if it has no data; then begins the next one. */
    @Nullable
    ServerSentEvent finish() {
        String text = lines != null ? lines.toString() : data;
        ServerSentEvent finished =
                text == null ? null : new ServerSentEvent(event.isEmpty() ? "message" : event, text, id);
        event = "";
        data = null;
        lines = null;
        dataBytes = 0;
        begun = false;
        return finished;
    }

    private void addData(Line line, int value) throws EventStreamException, EOFException {
        long bytes = dataBytes + (data == null ? 0 : 1) + line.length() - value;
        bounds.checkEvent(bytes);
        String text = line.text(value);
        if (data == null) {
            data = text;
        } else {
            if (lines == null) {
                lines = new StringBuilder(data);
            }
            lines.append('\n').append(text);
        }
        dataBytes = bytes;
    }

    private void setId(String given) {
        if (given.indexOf('\0') < 0) {
            id = given.isEmpty() ? null : given;
        }
    }
}
