package io.github.llmbeans;

import io.github.llmbeans.internal.StoppingStream;
import java.util.List;
import java.util.Objects;

/** Ends an answer at a stop sequence, for providers whose model has no such parameter. Stateless and thread-safe. */
public final class StopSequences {
    private StopSequences() {}

    /**
     * The answer up to the earliest stop sequence, without the sequence itself.
     *
     * @param response the answer as the model gave it
     * @param stop the sequences; empty means no change
     * @return the same response if none occurs, otherwise a shorter one that ends with {@link FinishReason#STOP}
     */
    public static ChatResponse cut(ChatResponse response, List<String> stop) {
        Objects.requireNonNull(response, "response must not be null");
        Objects.requireNonNull(stop, "stop must not be null");
        int end = -1;
        for (String sequence : stop) {
            int at = response.text().indexOf(sequence);
            if (at >= 0 && (end < 0 || at < end)) {
                end = at;
            }
        }
        return end < 0 ? response : response.withText(response.text().substring(0, end), FinishReason.STOP);
    }

    /**
     * The stream up to the earliest stop sequence, also if that lies across the border of two pieces. What may be the
     * start of a sequence is held back until it is known. After a stop the rest is read but not handed over, for the sake
     * of the token counts in the last event; a failure in that rest is none.
     *
     * @param stream the stream as the model gives it
     * @param stop the sequences; empty means no change
     * @return a stream that ends with {@link FinishReason#STOP} if a sequence occurs
     */
    public static EventStream cut(EventStream stream, List<String> stop) {
        Objects.requireNonNull(stream, "stream must not be null");
        return stop.isEmpty() ? stream : new StoppingStream(stream, stop);
    }
}
