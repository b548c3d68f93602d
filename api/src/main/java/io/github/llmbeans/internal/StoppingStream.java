package io.github.llmbeans.internal;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.EventStream;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.StreamEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends the text of a stream at the first stop sequence. Then it reads on to the end without handing anything over, for
 * the sake of the token counts; the answer is complete by then, so a failure there is none.
 */
public final class StoppingStream implements EventStream {
    private final EventStream stream;
    private final StopScanner scanner;
    private ChatResponse facts = ChatResponse.of("", "", "");
    private @Nullable StreamEvent last;
    private @Nullable ProviderException failure;
    private boolean over;
    private boolean textOnly;
    private Runnable whenRead = () -> {};

    public StoppingStream(EventStream stream, List<String> stop) {
        this.stream = stream;
        this.scanner = new StopScanner(stop);
    }

    /** Whether the text has ended; what is left are facts about the answer. */
    public boolean stopped() {
        return scanner.stopped();
    }

    /** Only the text is wanted: nothing is read after the stop sequence, so there are no token counts then. */
    public void textOnly() {
        textOnly = true;
    }

    @Override
    public void onActivity(Runnable listener) {
        whenRead = listener;
        stream.onActivity(listener);
    }

    @Override
    public @Nullable StreamEvent next() {
        while (!over) {
            StreamEvent event = read();
            if (event instanceof StreamEvent.Text text) {
                String part = scanner.accept(text.text());
                over = textOnly && scanner.stopped();
                if (!part.isEmpty()) {
                    return new StreamEvent.Text(part);
                }
                whenRead.run();
            } else if (!over) {
                return event;
            }
        }
        String rest = scanner.rest();
        if (!rest.isEmpty()) {
            return new StreamEvent.Text(rest);
        }
        if (scanner.stopped()) {
            return new StreamEvent.Finished(
                    facts.toBuilder().finishReason(FinishReason.STOP).build());
        }
        if (failure != null) {
            throw failure;
        }
        return last;
    }

    /** After the stop sequence nothing is an event any more. */
    private @Nullable StreamEvent read() {
        try {
            StreamEvent event = stream.next();
            while (scanner.stopped() && event != null && !(event instanceof StreamEvent.Finished)) {
                whenRead.run();
                event = stream.next();
            }
            if (event instanceof StreamEvent.Started first) {
                facts = ChatResponse.builder("", first.provider(), first.model())
                        .requestId(first.requestId())
                        .sessionId(first.sessionId())
                        .build();
            }
            if (event instanceof StreamEvent.Finished finished) {
                facts = finished.response();
            }
            over = event == null || event instanceof StreamEvent.Finished;
            last = event;
            return event;
        } catch (ProviderException e) {
            failure = e;
            over = true;
            return null;
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
