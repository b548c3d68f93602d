package io.github.llmbeans;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An answer that is known already, a word at a time. */
final class MockStream implements EventStream {
    private final Deque<StreamEvent> events = new ArrayDeque<>();

    MockStream(ChatResponse answer) {
        for (StreamEvent event : StreamEvents.of(answer)) {
            if (event instanceof StreamEvent.Text text) {
                addWords(text.text());
            } else {
                events.add(event);
            }
        }
    }

    private void addWords(String text) {
        int start = 0;
        for (int end = text.indexOf(' '); end >= 0; end = text.indexOf(' ', start)) {
            events.add(new StreamEvent.Text(text.substring(start, end + 1)));
            start = end + 1;
        }
        if (start < text.length()) {
            events.add(new StreamEvent.Text(text.substring(start)));
        }
    }

    @Override
    public @Nullable StreamEvent next() {
        return events.poll();
    }

    @Override
    public void close() {}
}
