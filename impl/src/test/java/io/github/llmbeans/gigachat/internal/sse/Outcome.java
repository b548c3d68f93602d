package io.github.llmbeans.gigachat.internal.sse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All that came of a stream: its events and how it ended. */
record Outcome(List<ServerSentEvent> events, End end) {
    static final EventBounds WIDE = new EventBounds(1 << 20, 1 << 20, 1 << 30);

    enum End {
        /** Behind a blank line, or with nothing begun. */
        COMPLETE,
        INSIDE_EVENT,
        INSIDE_CHARACTER,
        REFUSED
    }

    static Outcome of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Outcome of(byte[] bytes) {
        return of(Chunks.whole(bytes), WIDE);
    }

    static Outcome of(InputStream in) {
        return of(in, WIDE);
    }

    static Outcome of(InputStream in, EventBounds bounds) {
        EventReader reader = new EventReader(in, bounds);
        List<ServerSentEvent> events = new ArrayList<>();
        try {
            ServerSentEvent event = reader.next();
            while (event != null) {
                events.add(event);
                event = reader.next();
            }
            return new Outcome(events, reader.endedInsideEvent() ? End.INSIDE_EVENT : End.COMPLETE);
        } catch (EOFException e) {
            return new Outcome(events, End.INSIDE_CHARACTER);
        } catch (EventStreamException e) {
            return new Outcome(events, End.REFUSED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<String> data() {
        return events.stream().map(ServerSentEvent::data).toList();
    }
}
