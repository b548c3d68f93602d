package io.github.llmbeans.tck.run;

import io.github.llmbeans.ModelInfo;
import io.github.llmbeans.TokenCount;
import java.util.List;

/** What the kit's server answers where it is not asked for an answer: its models, and how it counts. */
public final class Lists {
    /** The models, in the server's order, which is no other. */
    public static final List<ModelInfo> MODELS = List.of(
            new ModelInfo("tck-model", "tck-kind-a", "tck-owner-1"),
            new ModelInfo("tck-embedder", "tck-kind-b", "tck-owner-2"),
            new ModelInfo("a-tck-model", "tck-kind-a", "tck-owner-1"));

    private Lists() {}

    /**
     * How the server counts: as nobody else would.
     *
     * @param text any
     * @return its count
     */
    public static TokenCount count(String text) {
        int characters = text.codePointCount(0, text.length());
        return new TokenCount(3 * characters + 5, characters);
    }
}
