package io.github.llmbeans.tck;

import io.github.llmbeans.FunctionCall;
import io.github.llmbeans.Usage;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the model answers, before a {@link Dialect} puts it on the wire. Immutable. A dialect leaves out what its vendor
 * has no place for; the kit sees that, and does not ask for it then.
 *
 * @param text the text; may be empty
 * @param finishReason why it ended, in the server's own word
 * @param usage token counts, or {@code null} for an answer that does not tell them
 * @param model the model as the server calls it
 * @param requestId the server's id of the request
 * @param sessionId the server's id of the session, or {@code null}
 * @param created when the server made the answer, in whole seconds, or {@code null}
 * @param reasoning what the model says it thought, or {@code null}
 * @param functionCall what the model wants called, its arguments a JSON object as text, or {@code null}
 * @param functionStateId what the server wants back with the function's result, or {@code null}
 */
public record Answer(
        String text,
        String finishReason,
        @Nullable Usage usage,
        String model,
        String requestId,
        @Nullable String sessionId,
        @Nullable Instant created,
        @Nullable String reasoning,
        @Nullable FunctionCall functionCall,
        @Nullable String functionStateId) {

    /** Checks. */
    public Answer {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(requestId, "requestId");
    }

    /**
     * An answer that tells nothing else.
     *
     * @param text the text; may be empty
     * @param finishReason why it ended, in the server's own word
     * @param usage token counts, or {@code null} for an answer that does not tell them
     * @param model the model as the server calls it
     * @param requestId the server's id of the request
     */
    public Answer(String text, String finishReason, @Nullable Usage usage, String model, String requestId) {
        this(text, finishReason, usage, model, requestId, null, null, null, null, null);
    }

    /**
     * The same with another text.
     *
     * @param value the text
     * @return a copy
     */
    public Answer withText(String value) {
        return copy(value, finishReason, usage);
    }

    /**
     * The same with another finish reason.
     *
     * @param word the server's own word
     * @return a copy
     */
    public Answer withFinishReason(String word) {
        return copy(text, word, usage);
    }

    /**
     * The same with other token counts.
     *
     * @param value the counts, or {@code null} to tell none
     * @return a copy
     */
    public Answer withUsage(@Nullable Usage value) {
        return copy(text, finishReason, value);
    }

    /**
     * The same with the id of a session.
     *
     * @param value the id, or {@code null} to tell none
     * @return a copy
     */
    public Answer withSessionId(@Nullable String value) {
        return new Answer(
                text, finishReason, usage, model, requestId, value, created, reasoning, functionCall, functionStateId);
    }

    /**
     * The same with a moment.
     *
     * @param value when the server made it, or {@code null} to tell none
     * @return a copy
     */
    public Answer withCreated(@Nullable Instant value) {
        return new Answer(
                text,
                finishReason,
                usage,
                model,
                requestId,
                sessionId,
                value,
                reasoning,
                functionCall,
                functionStateId);
    }

    /**
     * The same with thoughts.
     *
     * @param value what the model says it thought, or {@code null} for nothing
     * @return a copy
     */
    public Answer withReasoning(@Nullable String value) {
        return new Answer(
                text, finishReason, usage, model, requestId, sessionId, created, value, functionCall, functionStateId);
    }

    /**
     * The same with a function call.
     *
     * @param call what the model wants called, or {@code null} for nothing
     * @param stateId what the server wants back with the result, or {@code null}
     * @return a copy
     */
    public Answer withFunctionCall(@Nullable FunctionCall call, @Nullable String stateId) {
        return new Answer(text, finishReason, usage, model, requestId, sessionId, created, reasoning, call, stateId);
    }

    private Answer copy(String newText, String newReason, @Nullable Usage newUsage) {
        return new Answer(
                newText,
                newReason,
                newUsage,
                model,
                requestId,
                sessionId,
                created,
                reasoning,
                functionCall,
                functionStateId);
    }
}
