package io.github.llmbeans.sample.stream;

import io.github.llmbeans.ChatResponse;
import java.util.Optional;

/** How a streamed answer ended; one of the two is called, at most once. */
interface Outcome {
    /** The answer is complete; {@code false} if it is not remembered, since the conversation has moved on meanwhile. */
    boolean complete(ChatResponse response);

    /** The answer was stopped, its reader left or the model failed; this is what had come, empty if the model had not begun. */
    void incomplete(Optional<ChatResponse> partial);
}
