package io.github.llmbeans.tck;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request for token counts asks for. Immutable.
 *
 * @param model the model that is to count, or {@code null} if the vendor's requests do not say
 * @param texts the texts, in their order
 */
public record Counting(@Nullable String model, List<String> texts) {

    /** Copies. */
    public Counting {
        texts = List.copyOf(texts);
    }
}
