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
 * <p>Messages have an order, which a provider checks before it sends anything: at most one system message, and that
 * first; after an assistant message with a function call comes the function's result, and nowhere else; a system message
 * is not all there is. Whatever breaks a rule is refused with {@link InvalidRequestException}, which names the rule and
 * the message by its index and role. An assistant message may be the last one; what a model makes of it is the model's
 * business.
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

    static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /**
     * Checks and copies.
     *
     * @throws NullPointerException if the messages, one of them, or the parameters are {@code null}
     * @throws IllegalArgumentException if there is no message, the model is blank, an id is blank, has blanks around it or is
     *     not printable ASCII of at most 1024 characters, or the timeout is not between 1 ms and 1 h
     */
    public ChatRequest {
        messages = copy(messages);
        Objects.requireNonNull(params, "params must not be null");
        checkModel(model);
        checkId("sessionId", sessionId);
        checkId("clientId", clientId);
        checkId("requestId", requestId);
        checkTimeout(timeout);
    }

    private static List<Message> copy(List<Message> messages) {
        Objects.requireNonNull(messages, "messages must not be null");
        Checks.atLeast("number of messages", messages.size(), 1);
        for (int i = 0; i < messages.size(); i++) {
            Checks.notNull("messages[" + i + "]", messages.get(i));
        }
        return List.copyOf(messages);
    }

    static void checkModel(@Nullable String model) {
        if (model != null) {
            Checks.notBlank("model", model);
        }
    }

    static void checkId(String name, @Nullable String id) {
        if (id != null) {
            Checks.headerValue(name, id);
        }
    }

    static void checkTimeout(@Nullable Duration timeout) {
        if (timeout != null) {
            Checks.within("timeout", timeout, MIN_TIMEOUT, MAX_TIMEOUT);
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
                .user(Objects.requireNonNull(prompt, "prompt must not be null"))
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
