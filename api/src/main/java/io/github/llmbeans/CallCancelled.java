package io.github.llmbeans;

import io.github.llmbeans.internal.Checks;
import java.time.Duration;

/**
 * The caller wants no answer any more: it has cancelled the call, or was interrupted.
 *
 * @param call which call
 * @param provider who was asked
 * @param model which model was asked for
 * @param streamed whether the answer was wanted in pieces
 * @param took how long it took since {@link CallStarted}
 */
public record CallCancelled(long call, String provider, String model, boolean streamed, Duration took)
        implements CallEvent {
    /**
     * Checks.
     *
     * @throws NullPointerException if a component that is not marked nullable is {@code null}
     */
    public CallCancelled {
        Checks.notNull("provider", provider);
        Checks.notNull("model", model);
        Checks.notNull("took", took);
    }
}
