package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call has been answered.
 *
 * @param call which call
 * @param provider who has answered
 * @param model which model was asked for
 * @param streamed whether the answer came in pieces
 * @param took how long it took since {@link CallStarted}: waiting, attempts and pauses together
 * @param finishReason why the answer ends, or {@code null} if the provider does not say
 * @param usage the tokens, or {@code null} if the provider does not say
 * @param requestId under which id the server knows it, or {@code null}
 * @param request what was asked; {@code null} unless content is switched on
 * @param response the answer; {@code null} unless content is switched on
 */
public record CallAnswered(
        long call,
        String provider,
        String model,
        boolean streamed,
        Duration took,
        @Nullable FinishReason finishReason,
        @Nullable Usage usage,
        @Nullable String requestId,
        @Nullable ChatRequest request,
        @Nullable ChatResponse response)
        implements CallEvent {
    /**
     * Checks.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public CallAnswered {
        Checks.notNull("provider", provider);
        Checks.notNull("model", model);
        Checks.notNull("took", took);
    }
}
