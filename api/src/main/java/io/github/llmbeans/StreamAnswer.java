package io.github.llmbeans;

import org.jspecify.annotations.Nullable;

/** Puts the events of a stream together to the whole answer, or to the part that came. Not thread-safe. */
final class StreamAnswer {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private @Nullable ChatResponseBuilder facts;

    /** The same event, the last one with the whole answer in it. */
    StreamEvent add(StreamEvent event) {
        if (event instanceof StreamEvent.Text piece) {
            text.append(piece.text());
        } else if (event instanceof StreamEvent.Reasoning piece) {
            reasoning.append(piece.text());
        } else if (event instanceof StreamEvent.Started started) {
            facts = ChatResponse.builder("", started.provider(), started.model())
                    .finishReason(FinishReason.OTHER)
                    .requestId(started.requestId())
                    .sessionId(started.sessionId());
        } else if (event instanceof StreamEvent.Finished finished) {
            return new StreamEvent.Finished(with(finished.response().toBuilder()));
        }
        return event;
    }

    /** What has been received, with what the provider knew besides; {@code null} if nothing has. */
    @Nullable
    ChatResponse partial(@Nullable ChatResponse known) {
        return facts == null ? null : with(known == null ? facts : known.toBuilder());
    }

    private ChatResponse with(ChatResponseBuilder response) {
        return response.text(text.toString())
                .reasoning(reasoning.isEmpty() ? null : reasoning.toString())
                .build();
    }
}
