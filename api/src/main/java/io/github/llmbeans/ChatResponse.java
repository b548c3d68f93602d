package io.github.llmbeans;

import io.github.llmbeans.internal.Texts;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered. Immutable.
 *
 * @param text the answer; may be empty. Half of a character at its edge, as an answer that was cut may have, becomes
 *     U+FFFD, so that it can be sent back as part of a conversation
 * @param provider the name of the provider that answered
 * @param model the model that answered, as its server calls it; often more precise than the model asked for
 * @param finishReason why the answer ended
 * @param finishReasonText the server's own word for it, or the word of {@link FinishReason#text()} if there was none
 * @param usage tokens, or {@code null} if the server did not say
 * @param reasoning what the model says it thought, or {@code null}
 * @param requestId the server's id of the request, for support, or {@code null}
 * @param sessionId the server's id of the session, or {@code null}
 * @param created when the server made the answer, or {@code null} if it did not say
 * @param functionCall what the model wants called, with {@link FinishReason#FUNCTION_CALL}, or {@code null}
 * @param functionStateId what the server wants back with the function's result, or {@code null}
 */
public record ChatResponse(
        String text,
        String provider,
        String model,
        FinishReason finishReason,
        String finishReasonText,
        @Nullable Usage usage,
        @Nullable String reasoning,
        @Nullable String requestId,
        @Nullable String sessionId,
        @Nullable Instant created,
        @Nullable FunctionCall functionCall,
        @Nullable String functionStateId)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Checks, and mends halves of characters in text and reasoning.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public ChatResponse {
        text = Texts.wellFormed(Objects.requireNonNull(text, "text must not be null"));
        reasoning = reasoning == null ? null : Texts.wellFormed(reasoning);
        Objects.requireNonNull(provider, "provider must not be null");
        Objects.requireNonNull(model, "model must not be null");
        Objects.requireNonNull(finishReason, "finishReason must not be null");
        Objects.requireNonNull(finishReasonText, "finishReasonText must not be null");
    }

    /**
     * An answer without a function call, whose server does not say when it was made.
     *
     * @param text the answer
     * @param provider the name of the provider that answered
     * @param model the model that answered
     * @param finishReason why the answer ended
     * @param finishReasonText the server's own word for it
     * @param usage tokens, or {@code null}
     * @param reasoning what the model says it thought, or {@code null}
     * @param requestId the server's id of the request, or {@code null}
     * @param sessionId the server's id of the session, or {@code null}
     */
    public ChatResponse(
            String text,
            String provider,
            String model,
            FinishReason finishReason,
            String finishReasonText,
            @Nullable Usage usage,
            @Nullable String reasoning,
            @Nullable String requestId,
            @Nullable String sessionId) {
        this(
                text,
                provider,
                model,
                finishReason,
                finishReasonText,
                usage,
                reasoning,
                requestId,
                sessionId,
                null,
                null,
                null);
    }

    /**
     * A complete answer without further details, for mocks and simple providers.
     *
     * @param text the answer
     * @param provider the provider's name
     * @param model the model that answered
     * @return a response with {@link FinishReason#STOP}
     */
    public static ChatResponse of(String text, String provider, String model) {
        return builder(text, provider, model).build();
    }

    /**
     * A builder of an answer that is complete unless something else is said.
     *
     * @param text the answer
     * @param provider the provider's name
     * @param model the model that answered
     * @return a new builder, not thread-safe
     */
    public static ChatResponseBuilder builder(String text, String provider, String model) {
        return new ChatResponseBuilder(text, provider, model);
    }

    /**
     * A builder that starts with this response.
     *
     * @return a new builder, not thread-safe
     */
    public ChatResponseBuilder toBuilder() {
        return new ChatResponseBuilder(this);
    }

    /**
     * The same response with another text and reason, for instance after a stop sequence has cut it.
     *
     * @param newText the new text
     * @param reason the new reason
     * @return a copy
     */
    public ChatResponse withText(String newText, FinishReason reason) {
        Objects.requireNonNull(reason, "reason must not be null");
        return toBuilder().text(newText).finishReason(reason).build();
    }

    /** Everything but the texts, so that an answer does not end up in a log by accident. */
    @Override
    public String toString() {
        return "ChatResponse[text=" + text.length() + " characters, provider=" + provider + ", model=" + model
                + ", finishReason=" + finishReason + ", usage=" + usage + ", requestId=" + requestId + ", sessionId="
                + sessionId + "]";
    }
}
