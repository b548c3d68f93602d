package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call has failed, after all its attempts.
 *
 * @param call which call
 * @param provider who was asked
 * @param model which model was asked for
 * @param streamed whether the answer was wanted in pieces
 * @param took how long it took since {@link CallStarted}: waiting, attempts and pauses together
 * @param error the simple name of the exception's class, for instance {@code RateLimitException}
 * @param message what the exception says if it is a {@link ProviderException}, whose message has no content; else
 *     {@code null}
 * @param attempts how often the model was asked; -1 if that is not known
 * @param status the HTTP status of the answer, or {@code null} if there was none
 * @param requestId under which id the server knows it, or {@code null}
 * @param request what was asked; {@code null} unless content is switched on
 * @param failure the exception, which may hold part of an answer; {@code null} unless content is switched on
 */
public record CallFailed(
        long call,
        String provider,
        String model,
        boolean streamed,
        Duration took,
        String error,
        @Nullable String message,
        int attempts,
        @Nullable Integer status,
        @Nullable String requestId,
        @Nullable ChatRequest request,
        @Nullable Throwable failure)
        implements CallEvent {
    /**
     * Checks.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public CallFailed {
        Checks.notNull("provider", provider);
        Checks.notNull("model", model);
        Checks.notNull("took", took);
        Checks.notNull("error", error);
    }
}
