package io.github.llmbeans.gigachat.internal.sse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pulls server-sent events out of a stream of bytes, by the WHATWG event-stream rules, with two differences that keep
 * anything from being dropped in silence:
 *
 * <ul>
 *   <li>An event whose final blank line is missing when the stream ends is an event too, also if its last line has no
 *       end. A browser throws it away because it will connect again and be sent it again; nobody sends an answer of a
 *       model twice, and a final mark without a blank line behind it is still the final mark.
 *       {@link #endedInsideEvent} tells such an end, which may also be a connection that was cut.
 *   <li>Bytes that are not UTF-8 are an error wherever they stand, and not replaced.
 * </ul>
 *
 * <p>Nothing is read before it is needed, and never more than 8 KiB ahead; an event is handed out as soon as the line
 * end of its blank line has come. {@code retry} and unknown fields are ignored. Whoever owns the stream closes it. For
 * one thread at a time.
 */
public final class EventReader {
    private final LineReader lines;
    private final EventBuilder pending;
    private boolean endedInsideEvent;
    private @Nullable IOException broken;

    /** Reads nothing yet. The stream is best unbuffered; its reads may be as short as they like. */
    public EventReader(InputStream in, EventBounds bounds) {
        lines = new LineReader(in, bounds);
        pending = new EventBuilder(bounds);
    }

    /**
     * Blocks for the next event, as long as the stream blocks.
     *
     * @return the event, or {@code null} at the end of the stream
     * @throws EventStreamException if a bound is passed or bytes are not UTF-8; every later call throws it again
     * @throws EOFException if the stream ended inside a character; every later call throws it again
     * @throws IOException if the stream throws it. After one that is no end, such as a read that timed out, the call
     *     may be repeated: nothing is lost
     */
    public @Nullable ServerSentEvent next() throws IOException {
        if (broken != null) {
            throw broken;
        }
        try {
            return find();
        } catch (EventStreamException | EOFException e) {
            broken = e;
            throw e;
        }
    }

    /**
     * Whether the stream has ended without a blank line behind the last event, or inside a line. Known when {@link #next}
     * has handed out that event or thrown {@link EOFException}.
     */
    public boolean endedInsideEvent() {
        return endedInsideEvent;
    }

    private @Nullable ServerSentEvent find() throws IOException {
        while (lines.next()) {
            Line line = lines.line();
            if (line.length() > 0) {
                endedInsideEvent = !line.ended();
                pending.add(line);
            } else {
                ServerSentEvent event = pending.finish();
                if (event != null) {
                    return event;
                }
            }
        }
        endedInsideEvent |= pending.begun();
        return pending.finish();
    }
}
