package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import org.jspecify.annotations.Nullable;

/**
 * A call begins.
 *
 * @param call which call
 * @param provider who is asked
 * @param model which model is asked for
 * @param streamed whether the answer is wanted in pieces
 * @param request what is asked; {@code null} unless content is switched on
 */
public record CallStarted(
        long call,
        String provider,
        String model,
        boolean streamed,
        @Nullable ChatRequest request) implements CallEvent {
    /**
     * Checks.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public CallStarted {
        Checks.notNull("provider", provider);
        Checks.notNull("model", model);
    }
}
