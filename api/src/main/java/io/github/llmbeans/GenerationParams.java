package io.github.llmbeans;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer is generated. Immutable; a value that is not set means "the provider's default" and is not sent.
 *
 * <p>Made with {@link #builder()}, which checks each value at once, or {@link #defaults()}, which sets nothing. A
 * parameter for which the provider declares no {@link Capability} is refused by name before any request.
 *
 * @param temperature randomness, 0 to 2; {@code null} if not set
 * @param maxTokens the longest answer, in tokens, at least 1; {@code null} if not set
 * @param topP share of probability mass to choose from, 0 to 1; {@code null} if not set
 * @param stop the answer ends before the first of these; empty if not set
 * @param repetitionPenalty greater than 0, 1 is neutral; {@code null} if not set
 * @param presencePenalty -2 to 2; {@code null} if not set
 * @param frequencyPenalty -2 to 2; {@code null} if not set
 * @param seed for repeatable answers; {@code null} if not set
 * @param n how many answers, at least 1; {@code null} if not set
 * @param options settings that only this provider knows, by the name it gives them; empty if not set
 */
public record GenerationParams(
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable Double topP,
        List<String> stop,
        @Nullable Double repetitionPenalty,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Long seed,
        @Nullable Integer n,
        Map<String, Object> options) {

    private static final GenerationParams DEFAULTS = builder().build();

    /**
     * Checks every value as the builder does, and copies the collections.
     *
     * @throws NullPointerException if {@code stop} or {@code options} or one of their elements is {@code null}
     * @throws IllegalArgumentException if a value is out of its range
     */
    public GenerationParams {
        GenerationParamsChecks.temperature(temperature);
        GenerationParamsChecks.maxTokens(maxTokens);
        GenerationParamsChecks.topP(topP);
        GenerationParamsChecks.repetitionPenalty(repetitionPenalty);
        GenerationParamsChecks.presencePenalty(presencePenalty);
        GenerationParamsChecks.frequencyPenalty(frequencyPenalty);
        GenerationParamsChecks.n(n);
        stop = GenerationParamsChecks.stop(stop);
        options = GenerationParamsChecks.options(options);
    }

    /**
     * Sets nothing: everything as the provider does it.
     *
     * @return the shared empty parameters
     */
    public static GenerationParams defaults() {
        return DEFAULTS;
    }

    /**
     * A builder with nothing set.
     *
     * @return a new builder, not thread-safe
     */
    public static GenerationParamsBuilder builder() {
        return new GenerationParamsBuilder();
    }

    /**
     * A builder that starts with these values.
     *
     * @return a new builder, not thread-safe
     */
    public GenerationParamsBuilder toBuilder() {
        return new GenerationParamsBuilder(this);
    }

    /** Everything but texts: the number of stop sequences, and of the options only the names. */
    @Override
    public String toString() {
        return "GenerationParams[temperature=" + temperature + ", maxTokens=" + maxTokens + ", topP=" + topP
                + ", stop=" + stop.size() + " sequences, repetitionPenalty=" + repetitionPenalty
                + ", presencePenalty=" + presencePenalty + ", frequencyPenalty=" + frequencyPenalty + ", seed=" + seed
                + ", n=" + n + ", options=" + options.keySet() + "]";
    }
}
