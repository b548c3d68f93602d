package io.github.llmbeans;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link ChatRequest}; each method checks its value at once. Not thread-safe; may be used again after
 * {@link #build()}.
 */
public final class ChatRequestBuilder {
    private final List<Message> messages = new ArrayList<>();
    private GenerationParams params = GenerationParams.defaults();
    private @Nullable String model;
    private @Nullable String sessionId;
    private @Nullable String clientId;
    private @Nullable String requestId;
    private @Nullable Duration timeout;

    ChatRequestBuilder() {}

    ChatRequestBuilder(ChatRequest request) {
        messages.addAll(request.messages());
        params = request.params();
        model = request.model();
        sessionId = request.sessionId();
        clientId = request.clientId();
        requestId = request.requestId();
        timeout = request.timeout();
    }

    /**
     * Adds instructions for the whole conversation.
     *
     * @param content the instructions
     * @return this
     */
    public ChatRequestBuilder system(String content) {
        return message(Message.system(content));
    }

    /**
     * Adds a message of the user.
     *
     * @param content the text
     * @return this
     */
    public ChatRequestBuilder user(String content) {
        return message(Message.user(content));
    }

    /**
     * Adds an earlier answer of the model.
     *
     * @param content the text
     * @return this
     */
    public ChatRequestBuilder assistant(String content) {
        return message(Message.assistant(content));
    }

    /**
     * Adds a message.
     *
     * @param message the next message
     * @return this
     */
    public ChatRequestBuilder message(Message message) {
        messages.add(Objects.requireNonNull(message, "message must not be null"));
        return this;
    }

    /**
     * Adds messages.
     *
     * @param more the next messages, oldest first
     * @return this
     */
    public ChatRequestBuilder messages(List<Message> more) {
        Objects.requireNonNull(more, "messages must not be null").forEach(this::message);
        return this;
    }

    /**
     * Says how to answer.
     *
     * @param value the parameters; {@link GenerationParams#defaults()} if never set
     * @return this
     */
    public ChatRequestBuilder params(GenerationParams value) {
        params = Objects.requireNonNull(value, "params must not be null");
        return this;
    }

    /**
     * Chooses the model for this request.
     *
     * @param value the model's name, or {@code null} for the provider's model
     * @return this
     * @throws IllegalArgumentException if the name is blank
     */
    public ChatRequestBuilder model(@Nullable String value) {
        ChatRequest.checkModel(value);
        model = value;
        return this;
    }

    /**
     * Ties consecutive turns together; GigaChat caches the prompt by it ({@code X-Session-ID}).
     *
     * @param value printable ASCII without blanks around it, at most 1024 characters, or {@code null}
     * @return this
     * @throws IllegalArgumentException if it is blank or anything else
     */
    public ChatRequestBuilder sessionId(@Nullable String value) {
        ChatRequest.checkId("sessionId", value);
        sessionId = value;
        return this;
    }

    /**
     * Names the end user ({@code X-Client-ID} of GigaChat).
     *
     * @param value printable ASCII without blanks around it, at most 1024 characters, or {@code null}
     * @return this
     * @throws IllegalArgumentException if it is blank or anything else
     */
    public ChatRequestBuilder clientId(@Nullable String value) {
        ChatRequest.checkId("clientId", value);
        clientId = value;
        return this;
    }

    /**
     * Gives the request an id of the caller ({@code X-Request-ID} of GigaChat).
     *
     * @param value printable ASCII without blanks around it, at most 1024 characters, or {@code null}
     * @return this
     * @throws IllegalArgumentException if it is blank or anything else
     */
    public ChatRequestBuilder requestId(@Nullable String value) {
        ChatRequest.checkId("requestId", value);
        requestId = value;
        return this;
    }

    /**
     * Sets the deadline of this call, counted from its start.
     *
     * @param value 1 ms to 1 h, or {@code null} for the provider's timeout
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public ChatRequestBuilder timeout(@Nullable Duration value) {
        ChatRequest.checkTimeout(value);
        timeout = value;
        return this;
    }

    /**
     * The request as set so far.
     *
     * @return an immutable request
     * @throws IllegalArgumentException if there is no message
     */
    public ChatRequest build() {
        return new ChatRequest(messages, params, model, sessionId, clientId, requestId, timeout);
    }
}
