package io.github.llmbeans;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt as a step of a script says, piece by piece. Ends when its thread is interrupted. */
final class MockStream implements EventStream {
    private final MockStep step;
    private final ChatRequest request;
    private final MockAnswers answers;
    private final MockPauses pauses;
    private final Consumer<MockPauses> whenBegun;
    private final Deque<StreamEvent> events = new ArrayDeque<>();
    private boolean begun;
    private int given;

    MockStream(
            MockStep step,
            ChatRequest request,
            MockAnswers answers,
            MockPauses pauses,
            Consumer<MockPauses> whenBegun) {
        this.step = step;
        this.request = request;
        this.answers = answers;
        this.pauses = pauses;
        this.whenBegun = whenBegun;
    }

    /** An answer that is known already, a word at a time. */
    MockStream(ChatResponse answer) {
        this(
                MockStep.of((request, answers) -> answer),
                ChatRequest.of(""),
                new MockAnswers(new ProviderInfo(answer.provider(), answer.model(), Set.of())),
                new MockPauses(pause -> {}, answer.provider(), new AtomicLong(), Deadline.after(Duration.ZERO)),
                pauses -> {});
    }

    @Override
    public @Nullable StreamEvent next() {
        if (!begun) {
            begin();
            return events.poll();
        }
        StreamEvent event = events.peek();
        if (event instanceof StreamEvent.Text || event instanceof StreamEvent.Finished) {
            endEarly(event);
        }
        if (event instanceof StreamEvent.Text) {
            if (given > 0) {
                pauses.pause(step.every());
            }
            given++;
        }
        return events.poll();
    }

    /** All of it at once, for somebody who wants no stream. */
    ChatResponse whole() {
        StreamEvent event = next();
        while (!(event instanceof StreamEvent.Finished finished)) {
            event = next();
        }
        return finished.response();
    }

    private void begin() {
        pauses.pause(step.delay());
        for (StreamEvent event : StreamEvents.of(step.source().respond(request, answers))) {
            if (event instanceof StreamEvent.Text text) {
                addPieces(text.text());
            } else {
                events.add(event);
            }
        }
        begun = true;
        whenBegun.accept(pauses);
    }

    private void endEarly(StreamEvent event) {
        Integer last = step.endsAfter();
        if (last == null || given < last && event instanceof StreamEvent.Text) {
            return;
        }
        MockSource breaks = step.breaks();
        if (breaks == null) {
            throw pauses.silence();
        }
        breaks.respond(request, answers);
    }

    /** The chosen pieces, as far as the text has not been cut at a stop sequence; else words. */
    private void addPieces(String text) {
        List<String> pieces = step.pieces();
        int start = 0;
        for (int i = 0; i < pieces.size() && start < text.length(); i++) {
            int end = Math.min(text.length(), start + pieces.get(i).length());
            events.add(new StreamEvent.Text(text.substring(start, end)));
            start = end;
        }
        for (int end = text.indexOf(' ', start); end >= 0; end = text.indexOf(' ', start)) {
            events.add(new StreamEvent.Text(text.substring(start, end + 1)));
            start = end + 1;
        }
        if (start < text.length()) {
            events.add(new StreamEvent.Text(text.substring(start)));
        }
    }

    @Override
    public void close() {}
}
