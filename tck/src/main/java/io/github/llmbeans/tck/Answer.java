package io.github.llmbeans.tck;

import io.github.llmbeans.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the model answers, before a {@link Dialect} puts it on the wire. Immutable.
 *
 * @param text the text; may be empty
 * @param finishReason why it ended, in the server's own word
 * @param usage token counts, or {@code null} for an answer that does not tell them
 * @param model the model as the server calls it
 * @param requestId the server's id of the request
 */
public record Answer(
        String text, String finishReason, @Nullable Usage usage, String model, String requestId) {

    /** Checks. */
    public Answer {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(requestId, "requestId");
    }

    /**
     * The same with another text.
     *
     * @param value the text
     * @return a copy
     */
    public Answer withText(String value) {
        return new Answer(value, finishReason, usage, model, requestId);
    }

    /**
     * The same with another finish reason.
     *
     * @param word the server's own word
     * @return a copy
     */
    public Answer withFinishReason(String word) {
        return new Answer(text, word, usage, model, requestId);
    }

    /**
     * The same with other token counts.
     *
     * @param value the counts, or {@code null} to tell none
     * @return a copy
     */
    public Answer withUsage(@Nullable Usage value) {
        return new Answer(text, finishReason, value, model, requestId);
    }
}
