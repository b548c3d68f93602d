package io.github.llmbeans;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ChatResponse}. Not thread-safe. */
public final class ChatResponseBuilder {
    private String text;
    private final String provider;
    private String model;
    private FinishReason finishReason = FinishReason.STOP;
    private @Nullable String finishReasonText;
    private @Nullable Usage usage;
    private @Nullable String reasoning;
    private @Nullable String requestId;
    private @Nullable String sessionId;
    private @Nullable Instant created;
    private @Nullable FunctionCall functionCall;
    private @Nullable String functionStateId;

    ChatResponseBuilder(String text, String provider, String model) {
        this.text = Objects.requireNonNull(text, "text must not be null");
        this.provider = Objects.requireNonNull(provider, "provider must not be null");
        this.model = Objects.requireNonNull(model, "model must not be null");
    }

    ChatResponseBuilder(ChatResponse response) {
        this(response.text(), response.provider(), response.model());
        finishReason = response.finishReason();
        finishReasonText = response.finishReasonText();
        usage = response.usage();
        reasoning = response.reasoning();
        requestId = response.requestId();
        sessionId = response.sessionId();
        created = response.created();
        functionCall = response.functionCall();
        functionStateId = response.functionStateId();
    }

    /**
     * Replaces the answer.
     *
     * @param value the text
     * @return this
     */
    public ChatResponseBuilder text(String value) {
        text = Objects.requireNonNull(value, "text must not be null");
        return this;
    }

    /**
     * Replaces the model that answered.
     *
     * @param value as its server calls it
     * @return this
     */
    public ChatResponseBuilder model(String value) {
        model = Objects.requireNonNull(value, "model must not be null");
        return this;
    }

    /**
     * Why the answer ended, in the contract's own word.
     *
     * @param value the reason; {@link FinishReason#STOP} unless set
     * @return this
     */
    public ChatResponseBuilder finishReason(FinishReason value) {
        finishReason = Objects.requireNonNull(value, "finishReason must not be null");
        finishReasonText = null;
        return this;
    }

    /**
     * Why the answer ended, and the server's word for it.
     *
     * @param value the reason
     * @param word the server's word, or {@code null} for {@link FinishReason#text()}
     * @return this
     */
    public ChatResponseBuilder finishReason(FinishReason value, @Nullable String word) {
        finishReason(value);
        finishReasonText = word;
        return this;
    }

    /**
     * Sets tokens.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder usage(@Nullable Usage value) {
        usage = value;
        return this;
    }

    /**
     * Sets what the model says it thought.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder reasoning(@Nullable String value) {
        reasoning = value;
        return this;
    }

    /**
     * Sets the server's id of the request.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder requestId(@Nullable String value) {
        requestId = value;
        return this;
    }

    /**
     * Sets the server's id of the session.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder sessionId(@Nullable String value) {
        sessionId = value;
        return this;
    }

    /**
     * Sets when the server made the answer.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder created(@Nullable Instant value) {
        created = value;
        return this;
    }

    /**
     * Sets what the model wants called.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder functionCall(@Nullable FunctionCall value) {
        functionCall = value;
        return this;
    }

    /**
     * Sets what the server wants back with the function's result.
     *
     * @param value or {@code null}
     * @return this
     */
    public ChatResponseBuilder functionStateId(@Nullable String value) {
        functionStateId = value;
        return this;
    }

    /**
     * The response.
     *
     * @return a new response
     */
    public ChatResponse build() {
        return new ChatResponse(
                text,
                provider,
                model,
                finishReason,
                finishReasonText == null ? finishReason.text() : finishReasonText,
                usage,
                reasoning,
                requestId,
                sessionId,
                created,
                functionCall,
                functionStateId);
    }
}
