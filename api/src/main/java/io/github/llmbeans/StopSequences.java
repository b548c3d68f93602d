package io.github.llmbeans;

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
        Objects.requireNonNull(response, "response");
        Objects.requireNonNull(stop, "stop");
        int end = -1;
        for (String sequence : stop) {
            int at = response.text().indexOf(sequence);
            if (at >= 0 && (end < 0 || at < end)) {
                end = at;
            }
        }
        return end < 0 ? response : response.withText(response.text().substring(0, end), FinishReason.STOP);
    }
}
