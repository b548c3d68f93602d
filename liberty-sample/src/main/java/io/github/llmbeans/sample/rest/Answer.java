package io.github.llmbeans.sample.rest;

import io.github.llmbeans.ChatResponse;
import io.github.llmbeans.Usage;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What the model answered.
 *
 * @param text the answer
 * @param reasoning what the model says it thought, left out if it does not say
 * @param provider the name of the provider that answered
 * @param model the model that answered
 * @param finishReason why the answer ended, for instance {@code stop} or {@code length}
 * @param usage what it cost, left out if the server did not say
 * @param requestId the server's id of the request, for its support, left out if it gave none
 * @param sessionId the server's id of the session, left out if it gave none
 */
@JsonbPropertyOrder({"text", "reasoning", "provider", "model", "finishReason", "usage", "requestId", "sessionId"})
public record Answer(
        String text,
        @Nullable String reasoning,
        String provider,
        String model,
        String finishReason,
        @Nullable Tokens usage,
        @Nullable String requestId,
        @Nullable String sessionId) {

    static Answer of(ChatResponse response) {
        Usage usage = response.usage();
        return new Answer(
                response.text(),
                response.reasoning(),
                response.provider(),
                response.model(),
                response.finishReason().text(),
                usage == null ? null : Tokens.of(usage),
                response.requestId(),
                response.sessionId());
    }
}
