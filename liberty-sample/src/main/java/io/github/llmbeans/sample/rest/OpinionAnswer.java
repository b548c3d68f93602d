package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.ProviderException;
import io.github.llmbeans.sample.Opinion;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What one provider answered, or its problem.
 *
 * @param provider the provider's name
 * @param answer its answer, left out if it failed
 * @param problem its problem, left out if it answered
 */
@JsonbPropertyOrder({"provider", "answer", "problem"})
public record OpinionAnswer(
        String provider, @Nullable Answer answer, @Nullable Problem problem) {

    static OpinionAnswer of(Opinion opinion) {
        ChatResponse response = opinion.response();
        ProviderException failure = opinion.failure();
        return new OpinionAnswer(
                opinion.provider(),
                response == null ? null : Answer.of(response),
                failure == null ? null : ProviderProblems.of(failure, false));
    }
}
