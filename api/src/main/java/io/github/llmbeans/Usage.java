package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.io.Serializable;

/**
 * Tokens that a call has cost, as the model's server counted them; passed through, never recomputed.
 *
 * @param promptTokens tokens of the request, at least 0
 * @param completionTokens tokens of the answer, at least 0
 * @param totalTokens what the server calls the total, at least 0
 * @param cachedPromptTokens tokens of the request that came from the server's prompt cache, at least 0
 */
public record Usage(int promptTokens, int completionTokens, int totalTokens, int cachedPromptTokens)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Usage {
        Checks.atLeast("promptTokens", promptTokens, 0);
        Checks.atLeast("completionTokens", completionTokens, 0);
        Checks.atLeast("totalTokens", totalTokens, 0);
        Checks.atLeast("cachedPromptTokens", cachedPromptTokens, 0);
    }
}
