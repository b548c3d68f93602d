package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model: messages and how to answer them. Immutable; made with {@link #builder()} or
 * {@link #of(String, GenerationParams)}.
 *
 * @param messages the conversation, oldest first, at least one
 * @param params how to answer
 * @param model the model for this request; {@code null} means the provider's
 * @param sessionId ties consecutive turns together; {@code null} if there is none
 * @param clientId the end user on whose behalf the request is made; {@code null} if not said
 * @param requestId the caller's own id of this request, for support and logs; {@code null} lets the server choose
 * @param timeout the deadline of this call from its start, token, waiting and repeats included; {@code null} means
 *     {@link ProviderConfig#timeout()}
 */
public record ChatRequest(
        List<Message> messages,
        GenerationParams params,
        @Nullable String model,
        @Nullable String sessionId,
        @Nullable String clientId,
        @Nullable String requestId,
        @Nullable Duration timeout) {

    /**
     * Checks and copies.
     *
     * @throws NullPointerException if the messages, one of them, or the parameters are {@code null}
     * @throws IllegalArgumentException if there is no message, the model is blank, an id is not printable ASCII of at
     *     most 1024 characters, or the timeout is not between 1 ms and 1 h
     */
    public ChatRequest {
        messages = List.copyOf(Objects.requireNonNull(messages, "messages"));
        Checks.atLeast("number of messages", messages.size(), 1);
        Objects.requireNonNull(params, "params");
        if (model != null) {
            Checks.notBlank("model", model);
        }
        if (sessionId != null) {
            Checks.headerValue("sessionId", sessionId);
        }
        if (clientId != null) {
            Checks.headerValue("clientId", clientId);
        }
        if (requestId != null) {
            Checks.headerValue("requestId", requestId);
        }
        if (timeout != null) {
            Checks.within("timeout", timeout, Duration.ofMillis(1), Duration.ofHours(1));
        }
    }

    /**
     * One user message.
     *
     * @param prompt the user's message
     * @return a request with the provider's defaults
     */
    public static ChatRequest of(String prompt) {
        return of(prompt, GenerationParams.defaults());
    }

    /**
     * One user message.
     *
     * @param prompt the user's message
     * @param params how to answer
     * @return a request with the provider's model
     */
    public static ChatRequest of(String prompt, GenerationParams params) {
        return builder()
                .user(Objects.requireNonNull(prompt, "prompt"))
                .params(params)
                .build();
    }

    /**
     * An empty builder.
     *
     * @return a new builder, not thread-safe
     */
    public static ChatRequestBuilder builder() {
        return new ChatRequestBuilder();
    }

    /**
     * A builder that starts with this request.
     *
     * @return a new builder, not thread-safe
     */
    public ChatRequestBuilder toBuilder() {
        return new ChatRequestBuilder(this);
    }
}
