package io.github.llmbeans.sample.stream;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.FinishReason;
import io.github.llmbeans.StreamEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of an answer so far. Thread-safe. */
final class Received {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private StreamEvent.@Nullable Started started;

    synchronized void add(StreamEvent event) {
        if (event instanceof StreamEvent.Started e) {
            started = e;
        } else if (event instanceof StreamEvent.Text e) {
            text.append(e.text());
        } else if (event instanceof StreamEvent.Reasoning e) {
            reasoning.append(e.text());
        }
    }

    /** The answer as far as it goes; empty if the model has not even begun. */
    synchronized Optional<ChatResponse> partial() {
        StreamEvent.Started begun = started;
        if (begun == null) {
            return Optional.empty();
        }
        return Optional.of(ChatResponse.builder(text.toString(), begun.provider(), begun.model())
                .finishReason(FinishReason.OTHER)
                .reasoning(reasoning.isEmpty() ? null : reasoning.toString())
                .requestId(begun.requestId())
                .sessionId(begun.sessionId())
                .build());
    }
}
