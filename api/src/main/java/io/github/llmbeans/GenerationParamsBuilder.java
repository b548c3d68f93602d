package io.github.llmbeans;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link GenerationParams}; each method checks its value at once. Not thread-safe; may be used again after
 * {@link #build()}.
 */
public final class GenerationParamsBuilder {
    private @Nullable Double temperature;
    private @Nullable Integer maxTokens;
    private @Nullable Double topP;
    private List<String> stop = List.of();
    private @Nullable Double repetitionPenalty;
    private @Nullable Double presencePenalty;
    private @Nullable Double frequencyPenalty;
    private @Nullable Long seed;
    private @Nullable Integer n;
    private Map<String, Object> options = Map.of();

    GenerationParamsBuilder() {}

    GenerationParamsBuilder(GenerationParams params) {
        temperature = params.temperature();
        maxTokens = params.maxTokens();
        topP = params.topP();
        stop = params.stop();
        repetitionPenalty = params.repetitionPenalty();
        presencePenalty = params.presencePenalty();
        frequencyPenalty = params.frequencyPenalty();
        seed = params.seed();
        n = params.n();
        options = params.options();
    }

    /**
     * Randomness of the answer.
     *
     * @param value 0 (as repeatable as the model can) to 2
     * @return this
     * @throws IllegalArgumentException if the value is out of range or not a number
     */
    public GenerationParamsBuilder temperature(double value) {
        temperature = GenerationParamsChecks.temperature(value);
        return this;
    }

    /**
     * The longest answer.
     *
     * @param tokens at least 1
     * @return this
     * @throws IllegalArgumentException if the value is less than 1
     */
    public GenerationParamsBuilder maxTokens(int tokens) {
        maxTokens = GenerationParamsChecks.maxTokens(tokens);
        return this;
    }

    /**
     * Share of probability mass that the next token is chosen from.
     *
     * @param value 0 to 1
     * @return this
     * @throws IllegalArgumentException if the value is out of range or not a number
     */
    public GenerationParamsBuilder topP(double value) {
        topP = GenerationParamsChecks.topP(value);
        return this;
    }

    /**
     * The answer ends before the first of these sequences.
     *
     * @param sequences none empty; replaces what was set before
     * @return this
     * @throws IllegalArgumentException if a sequence is empty
     */
    public GenerationParamsBuilder stop(String... sequences) {
        stop = GenerationParamsChecks.stop(Arrays.asList(Objects.requireNonNull(sequences, "stop must not be null")));
        return this;
    }

    /**
     * The answer ends before the first of these sequences.
     *
     * @param sequences none empty; replaces what was set before; copied
     * @return this
     * @throws IllegalArgumentException if a sequence is empty
     */
    public GenerationParamsBuilder stop(List<String> sequences) {
        stop = GenerationParamsChecks.stop(sequences);
        return this;
    }

    /**
     * How much repeated words are held back.
     *
     * @param value greater than 0; 1 is neutral
     * @return this
     * @throws IllegalArgumentException if the value is out of range or not a number
     */
    public GenerationParamsBuilder repetitionPenalty(double value) {
        repetitionPenalty = GenerationParamsChecks.repetitionPenalty(value);
        return this;
    }

    /**
     * How much words that have occurred are held back.
     *
     * @param value -2 to 2; 0 is neutral
     * @return this
     * @throws IllegalArgumentException if the value is out of range or not a number
     */
    public GenerationParamsBuilder presencePenalty(double value) {
        presencePenalty = GenerationParamsChecks.presencePenalty(value);
        return this;
    }

    /**
     * How much frequent words are held back.
     *
     * @param value -2 to 2; 0 is neutral
     * @return this
     * @throws IllegalArgumentException if the value is out of range or not a number
     */
    public GenerationParamsBuilder frequencyPenalty(double value) {
        frequencyPenalty = GenerationParamsChecks.frequencyPenalty(value);
        return this;
    }

    /**
     * Asks for repeatable answers.
     *
     * @param value any number
     * @return this
     */
    public GenerationParamsBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * How many answers are wanted.
     *
     * @param count at least 1
     * @return this
     * @throws IllegalArgumentException if the value is less than 1
     */
    public GenerationParamsBuilder n(int count) {
        n = GenerationParamsChecks.n(count);
        return this;
    }

    /**
     * A setting that only this provider knows, by the name the provider gives it.
     *
     * @param name the setting; a provider refuses a name it does not know
     * @param value its value
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public GenerationParamsBuilder option(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(name, value);
        options = GenerationParamsChecks.options(more);
        return this;
    }

    /**
     * The parameters as set so far.
     *
     * @return immutable parameters
     */
    public GenerationParams build() {
        return new GenerationParams(
                temperature,
                maxTokens,
                topP,
                stop,
                repetitionPenalty,
                presencePenalty,
                frequencyPenalty,
                seed,
                n,
                options);
    }
}
