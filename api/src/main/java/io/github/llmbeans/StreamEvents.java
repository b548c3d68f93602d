package io.github.llmbeans;

import java.util.ArrayList;
import java.util.List;

/** Whole answers as events. */
final class StreamEvents {
    private StreamEvents() {}

    /** What a stream of this answer would have told, in the fewest events. */
    static List<StreamEvent> of(ChatResponse answer) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.Started(answer.provider(), answer.model(), answer.requestId(), answer.sessionId()));
        if (answer.reasoning() != null && !answer.reasoning().isEmpty()) {
            events.add(new StreamEvent.Reasoning(answer.reasoning()));
        }
        if (!answer.text().isEmpty()) {
            events.add(new StreamEvent.Text(answer.text()));
        }
        events.add(new StreamEvent.Finished(answer));
        return events;
    }
}
