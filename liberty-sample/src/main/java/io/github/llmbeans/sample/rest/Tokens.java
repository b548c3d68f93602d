package io.github.llmbeans.sample.rest;

import io.github.llmbeans.Usage;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * What an answer cost, in tokens, as the model's server counted.
 *
 * @param promptTokens tokens of the request
 * @param completionTokens tokens of the answer
 * @param totalTokens what the server calls the total
 * @param cachedPromptTokens tokens of the request that came from the server's cache
 */
@JsonbPropertyOrder({"promptTokens", "completionTokens", "totalTokens", "cachedPromptTokens"})
public record Tokens(int promptTokens, int completionTokens, int totalTokens, int cachedPromptTokens) {

    /**
     * The counts of an answer.
     *
     * @param usage the counts
     * @return the same counts
     */
    public static Tokens of(Usage usage) {
        return new Tokens(
                usage.promptTokens(), usage.completionTokens(), usage.totalTokens(), usage.cachedPromptTokens());
    }
}
