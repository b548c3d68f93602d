package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;

/**
 * How long a text is for a model, see {@link BaseProvider#countTokens(java.util.List)}. Immutable.
 *
 * @param tokens tokens of the text, as the model's server counts them, at least 0
 * @param characters characters of the text, as the model's server counts them, at least 0
 */
public record TokenCount(int tokens, int characters) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public TokenCount {
        Checks.atLeast("tokens", tokens, 0);
        Checks.atLeast("characters", characters, 0);
    }
}
